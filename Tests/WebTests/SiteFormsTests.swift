import Foundation
import Glibc
import Pages
import Report
import Session
import Testing

@testable import WebApp
@testable import WebServer

/// What is begun and stopped by the site's own forms.
@Suite(.serialized) struct SiteFormsTests {
  private let tests = SiteTests()

  /// What a browser sends as `Origin` with a form of a page that has such a policy (Fetch, "append a request Origin
  /// header").
  private func origin(_ policy: String?) -> String {
    policy == "no-referrer" ? "null" : "http://localhost:8484"
  }

  @Test func itsOwnFormsMayAsk() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let starter = RunStarter(scenarios: ["nosuch.yaml"], reports: folder)
      let site = try Site(folder, starter: starter)
      let sent = origin(tests.ask(site, "/").headers["referrer-policy"])
      let form = "scenario=nosuch.yaml&token=\(starter.token)"
      #expect(tests.ask(site, "/start", .post, body: form, origin: "null").status == 403)
      #expect(tests.ask(site, "/start", .post, body: form, origin: sent).status == 303)
    }
  }

  /// A server that takes connections and says nothing.
  private struct Silence: ~Copyable {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let port: Int

    init() {
      var address = sockaddr_in()
      (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), inet_addr("127.0.0.1"))
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let descriptor = descriptor
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(descriptor, $0, size)
          _ = listen(descriptor, 50)
          _ = getsockname(descriptor, $0, &size)
        }
      }
      port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
  }

  /// A run in its checks is seen, and can be given up, by itself alone: no stop of another run means it.
  @Test func whatIsBeingCheckedIsStoppedByItself() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let server = Silence()
      let (silent, quick) = (folder + "/silent.yaml", folder + "/quick.yaml")
      try "key".write(toFile: folder + "/.key", atomically: true, encoding: .utf8)
      try SiteTests.scenario.write(toFile: quick, atomically: true, encoding: .utf8)
      try """
      name: silent
      target: {base_url: "http://127.0.0.1:\(server.port)/v1", api_key: {file: \(folder)/.key}}
      """.write(toFile: silent, atomically: true, encoding: .utf8)
      let starter = RunStarter(scenarios: [silent, quick], reports: folder)
      let site = try Site(folder, starter: starter)
      let token = "token=\(starter.token)"
      func begin(_ file: String) -> Int {
        tests.ask(site, "/start", .post, body: "scenario=\(file)&\(token)").status
      }
      #expect(begin(quick) == 303)
      while starter.checked != nil || starter.current != nil { try await Task.sleep(for: .milliseconds(10)) }
      let old = try #require(starter.feed.run?.run.standing.run)
      #expect(begin(silent) == 303 && begin(quick) == 409)
      #expect(tests.ask(site, "/runs/\(old)/stop", .post, body: token).status == 409)
      #expect(tests.ask(site, "/").text.contains("silent.yaml is being checked") && starter.checked == silent)
      #expect(tests.ask(site, "/runs/\(old)/").text.contains("floodgate report"))
      #expect(tests.ask(site, "/stop", .post, body: "token=x").status == 403)
      #expect(tests.ask(site, "/stop", .post, body: token).status == 303)
      #expect(tests.ask(site, "/").text.contains("stopped before it began"))
      #expect(tests.ask(site, "/stop", .post, body: token).status == 409)
      #expect(begin(quick) == 303)
      await starter.end()
    }
  }
}
