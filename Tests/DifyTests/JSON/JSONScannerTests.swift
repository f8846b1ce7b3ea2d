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

  @Test(arguments: ["01x", "1.", ".5", "1e", "1e+", "--1", "+1", "0x10", "1_0", "NaN", "infinity", "truex"])
  func noticesWhatIsNoNumber(text: String) {
    #expect(value("[\(text)]") == nil)
    var scanner = JSONScanner(Array("[\(text)]".utf8))
    scanner.members { _, _ in }
    var inner = JSONScanner(Array(text.utf8))
    inner.skip()
    #expect(inner.isBroken, "skipping notices it too")
  }

  @Test func numbersAreTheNearestDoubles() {
    for seed in 0..<5000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text = Bool.random(using: &random) ? "-" : ""
      text += String(UInt64.random(in: 0...(1 << UInt64.random(in: 0...62, using: &random)), using: &random))
      if Bool.random(using: &random) {
        text +=
          "."
          + (0..<Int.random(in: 1...20, using: &random)).map { _ in
            String(Int.random(in: 0...9, using: &random))
          }.joined()
      }
      if seed.isMultiple(of: 5) { text += "e\(Int.random(in: -30...30, using: &random))" }
      #expect(JSONNumber.double(Array(text.utf8)[...]) == Double(text), "\(text)")
      let whole = Int64(text)
      if let whole { #expect(value(text) == .integer(whole), "\(text)") }
    }
  }

  @Test func loneSurrogatesBecomeTheReplacementCharacter() {
    #expect(value(#""\ud83e x \udd8a""#) == "\u{fffd} x \u{fffd}")
  }

  @Test func depthIsBounded() {
    #expect(value(String(repeating: "[", count: 100_000)) == nil)
    for (depth, isRead) in [(256, true), (257, false)] {
      let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let objects = String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
      for text in [arrays, objects] { #expect((value(text) != nil) == isRead, "\(depth) levels") }
    }
  }

  @Test(arguments: ["0.5", "9.5", "-9", "90", "\"9.5\""]) func aNumberMayBeginWithAnyDigit(text: String) {
    var scanner = JSONScanner(Array(text.utf8))
    #expect(scanner.number() == Double(text.filter { $0 != "\"" }))
    var price = JSONScanner(Array(text.utf8))
    #expect(price.price() != nil)
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
