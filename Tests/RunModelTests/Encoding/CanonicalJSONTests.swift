import FoundationEssentials
import RunModel
import Testing

@Suite struct CanonicalJSONTests {
  @Test func sortsNamesAndEscapes() {
    let value: JSONValue = ["b": [1, 2.5, true, .null], "a": "line\n\"quoted\" \u{1}é"]
    let text = String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
    #expect(text == #"{"a":"line\n\"quoted\" \u0001é","b":[1,2.5,true,null]}"#)
  }

  @Test(arguments: [Int64.min, -1, 0, 7, 10, 1_234_567_890_123, .max]) func wholeNumbers(number: Int64) {
    #expect(CanonicalJSON.bytes(of: .integer(number)) == Array(String(number).utf8))
  }

  @Test(arguments: ["", "\"", "\\\\", "a\"", "\"a", "\u{0}x\u{1f}", "é🦊\nü"])
  func escapesStandWhereTheyShould(text: String) throws {
    let bytes = CanonicalJSON.bytes(of: .string(text))
    #expect(try JSONDecoder().decode(String.self, from: Data(bytes)) == text)
  }

  /// Texts are searched eight bytes at a time: each byte at each place of them, before and behind others.
  @Test(arguments: UInt8(0)...127) func everyByteIsFoundAtEveryPlace(byte: UInt8) throws {
    let own = Character(UnicodeScalar(byte))
    for (before, after) in zip(0..<20, (0..<20).reversed()) {
      for filler in [" ", "~", "\u{7f}", "é"] {
        let text =
          String(repeating: filler, count: before) + String(own) + String(repeating: filler, count: after)
        let bytes = CanonicalJSON.bytes(of: .string(text))
        try #require(try JSONDecoder().decode(String.self, from: Data(bytes)) == text)
      }
    }
  }

  @Test func hasNoInfinity() {
    #expect(CanonicalJSON.bytes(of: .number(.infinity)) == Array("null".utf8))
  }

  @Test func isReadByFoundationAsTheSameValue() throws {
    let value: JSONValue = ["n": -12, "d": 0.1, "s": "a\\b\t", "o": ["x": []], "e": [:]]
    let read = try JSONDecoder().decode(JSONValue.self, from: Data(CanonicalJSON.bytes(of: value)))
    #expect(read == value)
  }
}
