import RunModel
import Testing

@Suite struct SecretTests {
  let secret = Secret("app-12345")

  @Test func isNeverSeen() {
    var dumped = ""
    dump(secret, to: &dumped)
    for output in ["\(secret)", String(describing: secret), String(reflecting: secret), dumped] {
      #expect(!output.contains("12345"))
    }
  }

  @Test func isTakenOutOfOtherTexts() {
    #expect(secret.redact("key app-12345, again app-12345") == "key [secret], again [secret]")
    #expect(Secret("").redact("untouched") == "untouched")
  }
}
