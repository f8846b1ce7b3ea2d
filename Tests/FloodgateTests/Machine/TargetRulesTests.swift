import Dify
import RunModel
import Testing

@testable import Session

/// What a target's distance means.
@Suite struct TargetRulesTests {
  private func findings(
    _ url: String = "https://dify.example/v1", insecure: Bool = false, lookup: Double = 0.002,
    trips: [Double] = [0.01, 0.02, 0.03]
  ) -> [Finding] {
    var target = TargetSpecification(baseURL: url)
    target.connection.insecure = insecure
    return TargetRules(
      target: target, addresses: ["192.0.2.1", "2001:db8::1"],
      trip: RoundTrip(nameLookup: lookup, connect: 0.01, handshake: 0.02, trips: trips),
      app: .failure(TargetSilence(words: "no", advice: "why"))
    ).findings
  }

  @Test func aNearTargetIsFineAndItsAppSpeaksForItself() {
    let found = findings()
    #expect(found.map(\.subject) == ["DNS", "connection", "round trip", "app"])
    #expect(found.map(\.level) == [.fine, .fine, .fine, .problem])
    #expect(found[0].words == "192.0.2.1, 2001:db8::1 in 2.00 ms")
    #expect(found[1].words == "TCP 10.0 ms, TLS 20.0 ms, certificate and name checked")
    #expect(found[2].words == "20.0 ms of a request without work, at most 30.0 ms of 3")
  }

  @Test func whatIsSlowOrUncheckedIsNoted() {
    #expect(findings(lookup: 0.2)[0].level == .note)
    #expect(findings(insecure: true)[1].level == .note)
    #expect(findings(trips: [0.2, 0.3])[2].level == .note)
    #expect(findings("http://dify.example/v1")[1].words == "TCP 10.0 ms, without TLS")
  }

  @Test func namesHaveAddresses() {
    #expect(Doctor.addresses(of: "http://127.0.0.1:8080/v1") == ["127.0.0.1"])
    #expect(Doctor.addresses(of: "http://[::1]:8080/v1") == ["::1"])
    #expect(Doctor.addresses(of: "http://nowhere.invalid/v1").isEmpty)
  }
}
