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
    _ name: String, write: @escaping @Sendable (Record, inout CanonicalJSON) -> Void,
    read: @escaping @Sendable (JSONValue, inout Record) -> Bool
  ) {
    (self.name, self.write, self.read) = (name, write, read)
  }

  /// The same, of a line that is none without it.
  func required() -> LineField {
    var field = self
    field.isRequired = true
    return field
  }
}

extension LineField {
  /// A value of some kind; left out when there is none. `parse` gives `nil` for what is none.
  init<Value>(
    _ name: String, _ get: @escaping @Sendable (Record) -> Value?,
    _ set: @escaping @Sendable (inout Record, Value) -> Void,
    write: @escaping @Sendable (Value, inout CanonicalJSON) -> Void,
    parse: @escaping @Sendable (JSONValue) -> Value?
  ) {
    let label = Array(",\"\(name)\":".utf8)
    self.init(name) { record, writer in
      guard let value = get(record) else { return }
      writer.writeLabel(label)
      write(value, &writer)
    } read: { value, record in
      guard let value = parse(value) else { return false }
      set(&record, value)
      return true
    }
  }

  /// A whole number within what may be added without a trap.
  static func number(
    _ name: String, _ get: @escaping @Sendable (Record) -> Int64?,
    _ set: @escaping @Sendable (inout Record, Int64) -> Void
  ) -> LineField {
    LineField(name, get, set) {
      $1.write(integer: $0)
    } parse: {
      guard case .integer(let number) = $0, number.magnitude < 1 << 55 else { return nil }
      return number
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
    LineField(name, get, set) {
      $1.write($0)
    } parse: {
      $0.stringValue
    }
  }

  /// A text that is one of a few.
  static func word<Word: RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ get: @escaping @Sendable (Record) -> Word?,
    _ set: @escaping @Sendable (inout Record, Word) -> Void
  ) -> LineField {
    LineField(name, get, set) {
      $1.write($0.rawValue)
    } parse: {
      $0.stringValue.flatMap(Word.init)
    }
  }

  /// Left out when it is not so.
  static func flag(
    _ name: String, _ get: @escaping @Sendable (Record) -> Bool,
    _ set: @escaping @Sendable (inout Record) -> Void
  ) -> LineField {
    LineField(name) {
      get($0) ? true : nil
    } _: { record, _ in
      set(&record)
    } write: { _, writer in
      writer.writeRaw("true")
    } parse: {
      $0 == true ? true : nil
    }
  }

  /// An object whose members have names of their own; left out when it is empty.
  static func members(
    _ name: String, _ get: @escaping @Sendable (Record) -> [String: JSONValue],
    _ set: @escaping @Sendable (inout Record, [String: JSONValue]) -> Void
  ) -> LineField {
    LineField(name) { record in
      let members = get(record)
      return members.isEmpty ? nil : members
    } _: {
      set(&$0, $1)
    } write: {
      $1.write($0)
    } parse: {
      guard case .object(let members) = $0 else { return nil }
      return members
    }
  }

  /// Records with fields of their own; left out when there are none, and cut at a limit.
  static func list<Element: LineRecord & SendableMetatype>(
    _ name: String, limit: Int, _ get: @escaping @Sendable (Record) -> [Element],
    _ set: @escaping @Sendable (inout Record, [Element]) -> Void
  ) -> LineField {
    LineField(name) { record in
      let elements = get(record)
      return elements.isEmpty ? nil : elements
    } _: {
      set(&$0, $1)
    } write: { elements, writer in
      for (index, element) in elements.prefix(limit).enumerated() {
        writer.writeRaw(index == 0 ? "[{" : ",{")
        Element.fields.write(element, &writer)
        writer.writeRaw("}")
      }
      writer.writeRaw("]")
    } parse: {
      guard case .array(let entries) = $0 else { return nil }
      return entries.prefix(limit).compactMap(Element.init(members:))
    }
  }
}

extension CanonicalJSON {
  /// The name of a member with its comma, if another stands before it.
  fileprivate mutating func writeLabel(_ label: [UInt8]) {
    writeRaw(bytes.last == UInt8(ascii: "{") ? Array(label.dropFirst()) : label)
  }
}
