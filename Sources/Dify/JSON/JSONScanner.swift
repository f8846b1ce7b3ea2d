import RunModel
import ServerSentEvents

/// Walks JSON text without building it: values that nobody asks for are skipped. Lenient about what it skips,
/// strict enough to notice that a text is no JSON.
struct JSONScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private(set) var isBroken = false

  /// Deeper nesting counts as broken.
  private static let depthLimit = 256

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The name of a member, as it stands in the text.
  struct Name {
    fileprivate let bytes: ArraySlice<UInt8>

    static func ~= (wanted: StaticString, name: Name) -> Bool {
      guard wanted.utf8CodeUnitCount == name.bytes.count else { return false }
      return wanted.withUTF8Buffer { text in
        text.indices.allSatisfy { unsafe name.bytes[name.bytes.startIndex + $0] == text[$0] }
      }
    }

    fileprivate var isWord: Bool {
      switch self {
      case "null", "true", "false": true
      default: false
      }
    }
  }

  /// Visits the members of the object that comes next; the visitor has to take each value or `skip` it.
  /// A value of another kind is skipped.
  mutating func members(_ visit: (Name, inout JSONScanner) -> Void) {
    guard take(UInt8(ascii: "{")) else { return skip() }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { return fail() }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      guard let name = rawString() else { return fail() }
      guard take(UInt8(ascii: ":")) else { return fail() }
      visit(Name(bytes: name), &self)
    } while !isBroken && take(UInt8(ascii: ","))
    if !isBroken, !take(UInt8(ascii: "}")) { fail() }
  }

  /// The name of a currency; what is longer than one is cut.
  mutating func currency() -> String? { string().map { String($0.prefix(16)) } }

  /// The string that comes next, unescaped; `nil` (and skipped) when it is something else.
  mutating func string() -> String? {
    guard peek() == UInt8(ascii: "\"") else {
      skip()
      return nil
    }
    guard let raw = rawString() else {
      fail()
      return nil
    }
    return raw.position(of: UInt8(ascii: "\\")) != nil ? unescape(raw) : String(decoding: raw, as: UTF8.self)
  }

  /// The number that comes next, or a string that holds one; `nil` (and skipped) when it is something else.
  mutating func number() -> Double? {
    if peek() == UInt8(ascii: "\"") { return string().flatMap { Double($0) } }
    return numberText().flatMap { JSONNumber.double($0) }
  }

  /// The whole number that comes next.
  mutating func integer() -> Int? {
    number().flatMap { $0.magnitude < 9e15 ? Int($0) : nil }
  }

  /// A price: a decimal in a string, or a number.
  mutating func price() -> Price? {
    if peek() == UInt8(ascii: "\"") { return rawString().flatMap { Price(decimalBytes: $0) } }
    return numberText().flatMap { Price(decimalBytes: $0) }
  }

  /// Whatever comes next, as a value.
  mutating func value() -> JSONValue {
    switch peek() {
    case UInt8(ascii: "\""): return string().map { .string($0) } ?? .null
    case UInt8(ascii: "{"):
      var object: [String: JSONValue] = [:]
      members { name, scanner in object[scanner.unescape(name.bytes)] = scanner.value() }
      return .object(object)
    case UInt8(ascii: "["): return .array(elements())
    default: return scalar()
    }
  }

  /// Passes over whatever comes next.
  mutating func skip() {
    switch peek() {
    case UInt8(ascii: "\""): if rawString() == nil { fail() }
    case UInt8(ascii: "{"), UInt8(ascii: "["): skipNested()
    default: skipScalar()
    }
  }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == bytes.count
  }
}

// MARK: - Bytes

extension JSONScanner {
  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func peek() -> UInt8? {
    skipSpace()
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func fail() {
    isBroken = true
    position = bytes.count
  }

  /// The bytes between the quotes.
  private mutating func rawString() -> ArraySlice<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    while let quote = bytes[position...].position(of: UInt8(ascii: "\"")) {
      position = quote + 1
      // A quote after an odd number of backslashes belongs to the text.
      var end = quote
      while end > start, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
      if (quote - end).isMultiple(of: 2) { return bytes[start..<quote] }
    }
    position = bytes.count
    return nil
  }

  private mutating func numberText() -> ArraySlice<UInt8>? {
    guard let first = peek(), first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
      skip()
      return nil
    }
    let start = position
    while position < bytes.count, !Self.endsScalar(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  private mutating func scalar() -> JSONValue {
    let start = position
    while position < bytes.count, !Self.endsScalar(bytes[position]) { position += 1 }
    let text = bytes[start..<position]
    switch Name(bytes: text) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      if let value = JSONNumber.value(text) { return value }
      fail()
      return .null
    }
  }

  /// Passes over a number or a word without making a value of it.
  private mutating func skipScalar() {
    let start = position
    while position < bytes.count, !Self.endsScalar(bytes[position]) { position += 1 }
    let text = bytes[start..<position]
    if !JSONNumber.isNumber(text), !Name(bytes: text).isWord { fail() }
  }

  private mutating func elements() -> [JSONValue] {
    guard take(UInt8(ascii: "[")) else { return [] }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { fail() }
    if take(UInt8(ascii: "]")) { return [] }
    var elements: [JSONValue] = []
    repeat { elements.append(value()) } while !isBroken && take(UInt8(ascii: ","))
    if !isBroken, !take(UInt8(ascii: "]")) { fail() }
    return elements
  }

  private mutating func skipNested() {
    var open = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard rawString() != nil else { return fail() }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        open -= 1
        if open == 0 {
          position += 1
          return
        }
      default: break
      }
      position += 1
    }
    fail()
  }

  private func unescape(_ raw: ArraySlice<UInt8>) -> String {
    var unescaper = JSONUnescaper()
    return unescaper.text(raw)
  }
}

extension ArraySlice<UInt8> {
  /// Where a byte stands first.
  fileprivate func position(of byte: UInt8) -> Int? {
    unsafe span.bytes.first(byte, from: 0).map { startIndex + $0 }
  }
}
