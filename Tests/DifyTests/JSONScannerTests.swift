import FoundationEssentials
import RunModel
import Statistics
import Testing

@testable import Dify

@Suite struct JSONScannerTests {
  private func value(_ text: String) -> JSONValue? {
    var scanner = JSONScanner(Array(text.utf8))
    let value = scanner.value()
    return scanner.isBroken || !scanner.isAtEnd() ? nil : value
  }

  @Test(arguments: [
    #"{"a": [1, -2.5e-3, true, false, null, "x"], "b": {"c": {}}}"#, "[]",
    #""é \u00e9 \ud83e\udd8a \n \" \\ \/""#, "12", " {} ",
    #"{"": ""}"#,
  ]) func agreesWithFoundation(text: String) throws {
    #expect(value(text) == (try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))))
  }

  @Test(arguments: [
    "", "{", "[1", #"{"a"}"#, #"{"a":}"#, #""abc"#, "{]", "nul", "[1 2]", #"{"a":1,}"#, "{} {}",
  ])
  func noticesWhatIsNoJSON(text: String) { #expect(value(text) == nil, "\(text)") }

  @Test func loneSurrogatesBecomeTheReplacementCharacter() {
    #expect(value(#""\ud83e x \udd8a""#) == "\u{fffd} x \u{fffd}")
  }

  @Test func depthIsBounded() {
    #expect(value(String(repeating: "[", count: 100_000)) == nil)
  }

  @Test func neverCrashesOnNoise() {
    let alphabet = Array(#"{}[]:,"\u12eE+-.truefalsn "#)
    for seed in 0..<3000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = String((0..<40).map { _ in alphabet.randomElement(using: &random)! })
      _ = value(text)
      var reader = DocumentReader()
      reader.readDocument(Array(text.utf8))
      reader.readEvent(.nodeFinished, Array(text.utf8), at: .zero)
    }
  }
}
