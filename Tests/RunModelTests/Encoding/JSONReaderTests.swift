import RunModel
import Statistics
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.value(of: Array(text.utf8)) }

  // python3: json.loads agrees on each.
  @Test(
    arguments: [
      ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("12", 12),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("1.0", .number(1)), ("-1.5e-3", .number(-0.0015)), ("1E2", .number(100)),
      (#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 é""#, .string("a\"\\/\u{8}\u{c}\n\r\té😀 é")),
      ("[]", .array([])), ("[1,[2, {}]]", [1, [2, .object([:])]]),
      (#"{"a": {"b": []}, "": 1}"#, ["a": ["b": .array([])], "": 1]),
    ] as [(String, JSONValue)]) func reads(text: String, value: JSONValue) throws
  { #expect(try read(text) == value) }

  @Test(arguments: [
    ("", "column 1: the document ends where a value is expected"),
    ("{", "column 2: the document ends where a name in quotes is expected"),
    ("[1,]", "column 4: ']' where a value is expected"),
    ("[1 2]", "column 4: '2' where ',' or ']' is expected"),
    ("{\"a\" 1}", "column 6: '1' where ':' is expected"),
    ("{\"a\":1,\"a\":2}", "column 8: the name 'a' stands twice"),
    ("1 1", "column 3: '1' where the end of the document is expected"), ("01", "column 1: this is no number"),
    ("1.", "a digit is expected after the point"), ("1e", "a digit is expected in the exponent"),
    ("1e999", "too large"), ("-", "this is no number"), ("truth", "a value is expected here"),
    ("NaN", "'N' where a value is expected"), ("\"a", "ends inside a text"),
    ("\"a\nb\"", "control character"),
    ("\"\\x\"", "an escape that JSON does not know"), ("\"\\u12\"", "ends inside an escape"),
    ("\"\\uzzzz\"", "four hexadecimal digits"), ("\"\\ud800\"", "half a surrogate pair"),
    ("\"\\udc00\"", "half a surrogate pair"), ("\"\\ud800\\u0041\"", "half a surrogate pair"),
    ("'a'", "''' where a value is expected"),
  ]) func saysWhatIsWrongWhere(text: String, message: String) {
    let problem = #expect(throws: JSONReader.Problem.self) { try read(text) }
    #expect("\(problem!)".contains(message), "\(problem!)")
  }

  @Test func boundsItsDepthAndRefusesBadText() {
    let deep = String(repeating: "[", count: 101) + String(repeating: "]", count: 101)
    #expect(throws: JSONReader.Problem.self) { try read(deep) }
    #expect(throws: Never.self) { try read(String(deep.dropFirst().dropLast())) }
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(of: [0x22, 0xff, 0x22]) }
    #expect(throws: JSONReader.Problem.self) { try JSONReader.value(of: [0x22, 0xc0, 0x80, 0x22]) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func readsWhatIsWritten(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let value = Self.value(&random, depth: 4)
      #expect(try JSONReader.value(of: CanonicalJSON.bytes(of: value)) == value)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func neverFailsOtherwiseOnDamage(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var bytes = CanonicalJSON.bytes(of: Self.value(&random, depth: 3))
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      // Reading ends, with a value or with a problem inside the document.
      do {
        _ = try JSONReader.value(of: bytes)
      } catch {
        #expect((0...bytes.count).contains(error.offset))
      }
    }
  }

  private static func value(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 3: return .number(Double.random(in: -1e9...1e9, using: &random))
    case 4: return .string(text(&random))
    case 5: return .array((0..<3).map { _ in value(&random, depth: depth - 1) })
    default:
      return .object(
        Dictionary((0..<3).map { _ in (text(&random), value(&random, depth: depth - 1)) }) { $1 })
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let letters = Array("ab\"\\/\n\t\u{1}é世😀 ")
    return String(
      (0..<Int.random(in: 0...6, using: &random)).map { _ in letters.randomElement(using: &random)! })
  }
}
