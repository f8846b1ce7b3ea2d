/// Reads one JSON document (RFC 8259) to a value. For files of many small documents: several times as fast as
/// Foundation's decoder, and it says where a mistake stands.
package struct JSONReader {
  /// What is wrong with a document.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where it stands: the number of bytes before it.
    package var offset: Int
    /// What is wrong.
    package var message: String
    /// The facts in words.
    package var description: String { "column \(offset + 1): \(message)" }
  }

  /// Deeper documents are refused.
  package static let depthLimit = 100

  var position = 0
  private var depth = 0

  /// The value of a document, with white space around it at most. Throws ``Problem``.
  package static func value(of bytes: [UInt8]) throws(Problem) -> JSONValue { try value(of: bytes.span) }

  /// The value of a document, with white space around it at most. Throws ``Problem``.
  package static func value(of bytes: Span<UInt8>) throws(Problem) -> JSONValue {
    var reader = JSONReader()
    let value = try reader.value(bytes)
    if let extra = reader.peek(bytes) { throw reader.unexpected(extra, "the end of the document") }
    return value
  }

  private mutating func value(_ bytes: Span<UInt8>) throws(Problem) -> JSONValue {
    guard let first = peek(bytes) else { throw problem("the document ends where a value is expected") }
    switch first {
    case UInt8(ascii: "{"): return .object(try object(bytes))
    case UInt8(ascii: "["): return .array(try array(bytes))
    case UInt8(ascii: "\""): return .string(try text(bytes))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes)
    case UInt8(ascii: "t"): return try word("true", .bool(true), bytes)
    case UInt8(ascii: "f"): return try word("false", .bool(false), bytes)
    case UInt8(ascii: "n"): return try word("null", .null, bytes)
    default: throw unexpected(first, "a value")
    }
  }

  private mutating func object(_ bytes: Span<UInt8>) throws(Problem) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    try enter()
    if take(UInt8(ascii: "}"), bytes) {
      leave()
      return members
    }
    repeat {
      guard peek(bytes) == UInt8(ascii: "\"") else { throw expected("a name in quotes", bytes) }
      let start = position
      let name = try text(bytes)
      guard take(UInt8(ascii: ":"), bytes) else { throw expected("':'", bytes) }
      if members.updateValue(try value(bytes), forKey: name) != nil {
        throw Problem(offset: start, message: "the name '\(name)' stands twice")
      }
    } while take(UInt8(ascii: ","), bytes)
    guard take(UInt8(ascii: "}"), bytes) else { throw expected("',' or '}'", bytes) }
    leave()
    return members
  }

  private mutating func array(_ bytes: Span<UInt8>) throws(Problem) -> [JSONValue] {
    var elements: [JSONValue] = []
    try enter()
    if take(UInt8(ascii: "]"), bytes) {
      leave()
      return elements
    }
    repeat { elements.append(try value(bytes)) } while take(UInt8(ascii: ","), bytes)
    guard take(UInt8(ascii: "]"), bytes) else { throw expected("',' or ']'", bytes) }
    leave()
    return elements
  }

  mutating func enter() throws(Problem) {
    position += 1
    depth += 1
    if depth > Self.depthLimit { throw problem("more than \(Self.depthLimit) levels") }
  }

  mutating func leave() { depth -= 1 }

  private mutating func word(_ word: StaticString, _ value: JSONValue, _ bytes: Span<UInt8>) throws(Problem)
    -> JSONValue
  {
    try pass(word, bytes)
    return value
  }

  /// Goes over a word.
  mutating func pass(_ word: StaticString, _ bytes: Span<UInt8>) throws(Problem) {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      let wanted = unsafe word.utf8Start[index]
      guard position < bytes.count, bytes[position] == wanted else {
        throw Problem(offset: start, message: "a value is expected here")
      }
      position += 1
    }
  }

  // MARK: Bytes

  /// The next byte that is no white space.
  mutating func peek(_ bytes: Span<UInt8>) -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Goes over a byte when it is the next.
  mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard peek(bytes) == byte else { return false }
    position += 1
    return true
  }

  func problem(_ message: String) -> Problem { Problem(offset: position, message: message) }

  mutating func expected(_ what: String, _ bytes: Span<UInt8>) -> Problem {
    guard let found = peek(bytes) else { return problem("the document ends where \(what) is expected") }
    return unexpected(found, what)
  }

  func unexpected(_ byte: UInt8, _ what: String) -> Problem {
    let isVisible = (0x21..<0x7f).contains(byte)
    let found = isVisible ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return problem("\(found) where \(what) is expected")
  }
}
