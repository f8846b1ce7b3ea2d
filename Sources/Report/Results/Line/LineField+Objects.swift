import RunModel

/// Figures that are objects, or lists of them.
extension LineField {
  /// An object whose members have names of their own; left out when it is empty.
  static func members(
    _ name: String, _ get: @escaping @Sendable (Record) -> [String: JSONValue],
    _ set: @escaping @Sendable (inout Record, [String: JSONValue]) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      let members = get(record)
      if members.isEmpty { return }
      writer.writeLabel(label)
      writer.write(members)
    } read: { value, record in
      guard case .object(let members) = value else { return false }
      set(&record, members)
      return true
    }
  }

  /// Records with fields of their own; left out when there are none, and cut at a limit.
  static func list<Element: LineRecord & SendableMetatype>(
    _ name: String, limit: Int, _ get: @escaping @Sendable (Record) -> [Element],
    _ set: @escaping @Sendable (inout Record, [Element]) -> Void
  ) -> LineField {
    LineField(name) { record, label, writer in
      let elements = get(record)
      if elements.isEmpty { return }
      writer.writeLabel(label)
      for (index, element) in elements.prefix(limit).enumerated() {
        writer.writeRaw(index == 0 ? "[{" : ",{")
        Element.fields.write(element, &writer)
        writer.writeRaw("}")
      }
      writer.writeRaw("]")
    } read: { value, record in
      guard case .array(let entries) = value else { return false }
      set(&record, entries.prefix(limit).compactMap(Element.init(members:)))
      return true
    }
  }
}
