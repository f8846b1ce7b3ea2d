/// Writes JSON in one form only: sorted names, no spaces, shortest numbers. Equal values give equal bytes,
/// so content can be hashed and request bodies and manifests are reproducible.
package struct CanonicalJSON: Sendable {
  /// The bytes written so far.
  package internal(set) var bytes: [UInt8] = []

  /// Forgets what was written, and keeps the memory for what comes next.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// An empty text.
  package init(reservingCapacity capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// The canonical bytes of one value.
  package static func bytes(of value: JSONValue) -> [UInt8] {
    var writer = CanonicalJSON()
    writer.write(value)
    return writer.bytes
  }

  /// Appends bytes that are JSON already (punctuation, or a ready value).
  package mutating func writeRaw(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends bytes that are JSON already.
  package mutating func writeRaw(_ ready: [UInt8]) { bytes.append(contentsOf: ready) }

  /// Appends the name of a member that needs no escape, after a comma if another member stands before it.
  package mutating func writeLabel(_ name: String) {
    separateMember()
    bytes.append(UInt8(ascii: "\""))
    var name = name
    name.withUTF8 { unsafe bytes.append(contentsOf: $0) }
    writeRaw("\":")
  }

  /// Appends one value.
  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: writeRaw("null")
    case .bool(let flag): flag ? writeRaw("true") : writeRaw("false")
    case .integer(let number): write(integer: number)
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .array(let elements): writeList(elements) { $0.write($1) }
    case .object(let members): write(members)
    }
  }

  /// Appends a text, quoted and escaped.
  package mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { unsafe writeEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a whole number.
  package mutating func write(integer number: Int64) {
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var first = digits.count
    var rest = number.magnitude
    repeat {
      let (tenth, digit) = rest.quotientAndRemainder(dividingBy: 10)
      first -= 1
      digits[first] += UInt8(truncatingIfNeeded: digit)
      rest = tenth
    } while rest > 0
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    unsafe digits.span.extracting(first...).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends an object with its names in byte order.
  package mutating func write(_ members: [String: JSONValue]) { writeMembers(members) { $0.write($1) } }

  /// Appends an object of texts with its names in byte order.
  package mutating func write(_ texts: [String: String]) { writeMembers(texts) { $0.write($1) } }

  @inline(__always)
  private mutating func writeMembers<Value>(
    _ members: [String: Value], _ write: (inout CanonicalJSON, Value) -> Void
  ) {
    bytes.append(UInt8(ascii: "{"))
    // A single one, as most cases have of tags, is in order without an array for it.
    if members.count == 1 {
      for (name, value) in members { writeMember(name, value, write) }
    } else {
      for (name, value) in members.sorted(by: { $0.key < $1.key }) { writeMember(name, value, write) }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  @inline(__always)
  private mutating func writeMember<Value>(
    _ name: String, _ value: Value, _ write: (inout CanonicalJSON, Value) -> Void
  ) {
    separateMember()
    self.write(name)
    bytes.append(UInt8(ascii: ":"))
    write(&self, value)
  }

  /// Appends a comma if another member stands before the next one.
  @inline(__always)
  private mutating func separateMember() {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
  }

  /// Appends an array, each element by `write`.
  @inline(__always)
  mutating func writeList<Element>(_ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// JSON knows no infinity and no NaN: they become null.
  private mutating func write(_ number: Double) {
    guard number.isFinite else { return writeRaw("null") }
    bytes.append(contentsOf: number.description.utf8)
  }

  /// Bytes that need no escape are copied in runs.
  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    for index in text.indices where unsafe Self.needsEscape(text[index]) {
      unsafe bytes.append(contentsOf: text[copied..<index])
      unsafe writeEscaped(text[index])
      copied = index + 1
    }
    unsafe bytes.append(contentsOf: text[copied...])
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): writeRaw("\\\"")
    case UInt8(ascii: "\\"): writeRaw("\\\\")
    case UInt8(ascii: "\n"): writeRaw("\\n")
    case UInt8(ascii: "\r"): writeRaw("\\r")
    case UInt8(ascii: "\t"): writeRaw("\\t")
    default:
      writeRaw("\\u00")
      let digits: StaticString = "0123456789abcdef"
      digits.withUTF8Buffer { unsafe bytes.append($0[Int(byte >> 4)]) }
      digits.withUTF8Buffer { unsafe bytes.append($0[Int(byte & 15)]) }
    }
  }
}
