/// Writes JSON in one form only: sorted names, no spaces, shortest numbers. Equal values give equal bytes,
/// so content can be hashed and request bodies and manifests are reproducible.
package struct CanonicalJSON: Sendable {
  /// What was written so far.
  var text: TextBuffer

  /// An empty text.
  package init(reservingCapacity capacity: Int = 64) { text = TextBuffer(reservingCapacity: capacity) }

  /// How many bytes were written so far.
  package var count: Int { text.count }

  /// The bytes written so far.
  package var bytes: [UInt8] { text.bytes() }

  /// The bytes, without a copy of them.
  package consuming func finish() -> [UInt8] { text.finish() }

  /// Forgets what was written, and keeps the memory for what comes next.
  package mutating func removeAll() { text.removeAll() }

  /// The canonical bytes of one value.
  package static func bytes(of value: JSONValue) -> [UInt8] {
    var writer = CanonicalJSON()
    writer.write(value)
    return writer.finish()
  }

  /// Appends bytes that are JSON already (punctuation, or a ready value).
  @inline(__always)
  package mutating func writeRaw(_ ready: StaticString) {
    ready.withUTF8Buffer { unsafe text.add($0) }
  }

  /// Appends bytes that are JSON already.
  package mutating func writeRaw(_ ready: [UInt8]) { text.add(ready) }

  /// Appends the name of a member that needs no escape, after a comma if another member stands before it.
  package mutating func writeLabel(_ name: String) {
    separateMember()
    var name = name
    name.withUTF8 { name in
      unsafe text.add(atMost: name.count + 3) { place in
        let room = unsafe UnsafeMutableBufferPointer(start: place, count: name.count + 3)
        unsafe room[0] = UInt8(ascii: "\"")
        let end = unsafe room[1...].update(fromContentsOf: name)
        unsafe (room[end], room[end + 1]) = (UInt8(ascii: "\""), UInt8(ascii: ":"))
        return room.count
      }
    }
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
  package mutating func write(_ value: String) {
    text.add(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { unsafe writeEscaped($0) }
    text.add(UInt8(ascii: "\""))
  }

  /// Appends a whole number.
  package mutating func write(integer number: Int64) { text.add(integer: number) }

  /// Appends an object with its names in byte order.
  package mutating func write(_ members: [String: JSONValue]) { writeMembers(members) { $0.write($1) } }

  /// Appends an object of texts with its names in byte order.
  package mutating func write(_ texts: [String: String]) { writeMembers(texts) { $0.write($1) } }

  @inline(__always)
  private mutating func writeMembers<Value>(
    _ members: [String: Value], _ write: (inout CanonicalJSON, Value) -> Void
  ) {
    text.add(UInt8(ascii: "{"))
    // A single one, as most cases have of tags, is in order without an array for it.
    if members.count == 1 {
      for (name, value) in members { writeMember(name, value, write) }
    } else {
      for (name, value) in members.sorted(by: { $0.key < $1.key }) { writeMember(name, value, write) }
    }
    text.add(UInt8(ascii: "}"))
  }

  @inline(__always)
  private mutating func writeMember<Value>(
    _ name: String, _ value: Value, _ write: (inout CanonicalJSON, Value) -> Void
  ) {
    separateMember()
    self.write(name)
    text.add(UInt8(ascii: ":"))
    write(&self, value)
  }

  /// Appends a comma if another member stands before the next one.
  @inline(__always)
  private mutating func separateMember() {
    if !text.ends(with: UInt8(ascii: "{")) { text.add(UInt8(ascii: ",")) }
  }

  /// Appends an array, each element by `write`.
  @inline(__always)
  mutating func writeList<Element>(_ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void) {
    text.add(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { text.add(UInt8(ascii: ",")) }
      write(&self, element)
    }
    text.add(UInt8(ascii: "]"))
  }

  /// JSON knows no infinity and no NaN: they become null.
  private mutating func write(_ number: Double) {
    guard number.isFinite else { return writeRaw("null") }
    writeRaw(Array(number.description.utf8))
  }
}
