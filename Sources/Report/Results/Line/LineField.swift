import RunModel

/// A figure of a line of results, declared once: its name, how it is written, and how it is read back.
struct LineField<Record>: Sendable {
  let name: String
  /// Whether a line without it is none.
  var isRequired = false
  /// Writes name and value; nothing when there is none.
  let write: @Sendable (Record, inout CanonicalJSON) -> Void
  /// `false` when the value is none for it.
  let read: @Sendable (JSONValue, inout Record) -> Bool

  init(
    _ name: String, write: @escaping @Sendable (Record, [UInt8], inout CanonicalJSON) -> Void,
    read: @escaping @Sendable (JSONValue, inout Record) -> Bool
  ) {
    self.name = name
    let label = Array(",\"\(name)\":".utf8)
    self.write = { record, writer in write(record, label, &writer) }
    self.read = read
  }

  /// The same, of a line that is none without it.
  func required() -> LineField {
    var field = self
    field.isRequired = true
    return field
  }
}

extension LineField {
  /// A whole number within what may be added without a trap.
  static func number(
    _ name: String, _ get: @escaping @Sendable (Record) -> Int64?,
    _ set: @escaping @Sendable (inout Record, Int64) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      guard let number = get(record) else { return }
      writer.writeLabel(label)
      writer.write(integer: number)
    } read: { value, record in
      guard case .integer(let number) = value, number.magnitude < 1 << 55 else { return false }
      set(&record, number)
      return true
    }
  }

  /// A number of things; left out when there are none.
  static func count(
    _ name: String, _ get: @escaping @Sendable (Record) -> Int,
    _ set: @escaping @Sendable (inout Record, Int) -> Void
  ) -> LineField {
    number(name) { record in
      let count = get(record)
      return count == 0 ? nil : Int64(count)
    } _: {
      set(&$0, Int($1))
    }
  }

  static func text(
    _ name: String, _ get: @escaping @Sendable (Record) -> String?,
    _ set: @escaping @Sendable (inout Record, String) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      guard let text = get(record) else { return }
      writer.writeLabel(label)
      writer.write(text)
    } read: { value, record in
      guard case .string(let text) = value else { return false }
      set(&record, text)
      return true
    }
  }

  /// A text that is one of a few.
  static func word<Word: RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ get: @escaping @Sendable (Record) -> Word?,
    _ set: @escaping @Sendable (inout Record, Word) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      guard let word = get(record) else { return }
      writer.writeLabel(label)
      writer.write(word.rawValue)
    } read: { value, record in
      guard let word = value.stringValue.flatMap(Word.init) else { return false }
      set(&record, word)
      return true
    }
  }

  /// Left out when it is not so.
  static func flag(
    _ name: String, _ get: @escaping @Sendable (Record) -> Bool,
    _ set: @escaping @Sendable (inout Record) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      guard get(record) else { return }
      writer.writeLabel(label)
      writer.writeRaw("true")
    } read: { value, record in
      if value == true { set(&record) }
      return true
    }
  }
}

extension CanonicalJSON {
  /// The name of a member with its comma, if another stands before it.
  mutating func writeLabel(_ label: [UInt8]) {
    writeRaw(bytes.last == UInt8(ascii: "{") ? Array(label.dropFirst()) : label)
  }
}
