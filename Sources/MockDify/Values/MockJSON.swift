/// JSON, as much as a stand-in needs. Its own, so that it shares no code with the client that it checks.
enum MockJSON: Equatable {
  case null, bool(Bool), number(Double), text(String)
  case array([MockJSON])
  case object([Member])

  /// A member of an object.
  typealias Member = (name: String, value: MockJSON)

  static func == (left: MockJSON, right: MockJSON) -> Bool { left.written == right.written }

  subscript(name: String) -> MockJSON? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  var double: Double? { if case .number(let number) = self { number } else { nil } }
  var wholeNumber: Int? { double.flatMap { Int(exactly: $0) } }
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The value as Dify writes it: comma-space, colon-space, everything beyond ASCII escaped.
  var written: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .text(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.written).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.name) + ": " + $0.value.written }.joined(separator: ", ") + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var output = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: output += "\\\""
      case 0x5c: output += "\\\\"
      case 0x0a: output += "\\n"
      case 0x0d: output += "\\r"
      case 0x09: output += "\\t"
      case 0x20..<0x7f: output.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return output + "\""
  }

  /// Reads a document; `nil` when it is none.
  static func read(_ bytes: [UInt8]) -> MockJSON? {
    var reader = MockJSONReader(bytes: bytes)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.isAtEnd ? value : nil
  }
}
