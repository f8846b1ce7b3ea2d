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

@Suite struct SecretsTests {
  private let secrets = Secrets(
    variables: ["WORD": "blue-whale", "SHORT": "ab", "ODD": "q\"u/ü&<"], others: [Secret("app-12345")])

  @Test(arguments: [
    ("nothing here", "nothing here"), ("a blue-whale, app-12345", "a [secret], [secret]"),
    ("ab stays", "ab stays"), (#"{"x":"q\"u/ü&<"}"#, #"{"x":"[secret]"}"#),
    (#"{"x":"q\"u/\u00fc&<"}"#, #"{"x":"[secret]"}"#), (#"{"x":"q\"u/\u00FC&<"}"#, #"{"x":"[secret]"}"#),
    ("?x=q%22u%2F%C3%BC%26%3C", "?x=[secret]"), ("<i>q&quot;u/ü&amp;&lt;</i>", "<i>[secret]</i>"),
    ("cut blue-wh", "cut [secret]"), ("cut blue-wh…", "cut [secret]…"), ("cut blu…", "cut blu…"),
    ("blue-whaleblue-whale", "[secret][secret]"), ("", ""),
  ]) func areTakenOutInEveryForm(text: String, clean: String) {
    #expect(secrets.redact(text) == clean)
  }

  @Test func areTakenOutOfValuesAndNames() {
    #expect(
      secrets.redact(["app-12345": ["blue-whale", 1, ["x": "y"]]]) == [
        "[secret]": ["[secret]", 1, ["x": "y"]]
      ])
    #expect(secrets.redact(Array("hale rest".utf8), isRest: true) == Array("[secret] rest".utf8))
  }

  @Test(arguments: [
    ("${WORD} and ${SHORT}", "blue-whale and ab"), ("${OTHER} ${WORD", "${OTHER} ${WORD"),
    ("$${WORD}", "$blue-whale"),
    ("${input.x}", "${input.x}"), ("", ""),
  ]) func arePutIn(text: String, revealed: String) {
    #expect(secrets.reveal(text) == revealed)
  }

  @Test func ofATargetItsHeadersProxyAndQuery() {
    var target = TargetSpecification(baseURL: "http://h/v1?a=1&token=long-value")
    target.headers = ["Authorization": "Bearer abcdefghij", "X-Team": "blue"]
    target.connection.proxy = "http://bob:hunter22@proxy:1"
    let secrets = Secrets(others: target.secrets)
    for text in ["long-value", "abcdefghij", "hunter22", "bob:hunter22"] {
      #expect(secrets.redact("-\(text)-") == "-[secret]-", "\(text)")
    }
    #expect(secrets.redact("blue proxy") == "blue proxy")
  }
}
