import RunModel

/// Values that are made of others.
extension KeyType {
  /// Keys of a section.
  static func keys<Section: ValueSection>(_ section: Section.Type) -> KeyType<Section.Product>
  where Value == Section.Product {
    KeyType<Section.Product>(kind: .keys(Section.about.name), read: { $0.read(section) })
  }

  /// A list; one value alone stands for a list of one. What is wrong with an element is told, and it is left out.
  static func list<Element>(of element: KeyType<Element>) -> KeyType<[Element]> where Value == [Element] {
    KeyType<[Element]>(kind: .list(element.kind), read: { $0.elements.compactMap(element.read) })
  }

  /// Another kind for the schema, read in its own way.
  static func custom(_ kind: SchemaKey.Kind, _ read: @escaping @Sendable (YAMLValue) -> Value?) -> KeyType {
    KeyType(kind: kind, read: read)
  }
}

extension KeyType where Value == YAMLValue {
  /// What stands there, unread: its reader needs more than the value.
  static func written(as kind: SchemaKey.Kind) -> KeyType { KeyType(kind: kind, read: { $0 }) }
}

extension KeyType where Value == JSONValue {
  /// Any value. `isSent`: see ``YAMLValue/json(isSent:depth:)``.
  static func any(isSent: Bool = false) -> KeyType {
    KeyType(kind: .any, read: { $0.json(isSent: isSent) })
  }
}

extension KeyType where Value == [String: JSONValue] {
  /// Names and values.
  static func object(isSent: Bool = false) -> KeyType {
    KeyType(kind: .names(.any), read: { $0.object(isSent: isSent) })
  }
}

extension KeyType where Value == String {
  /// A path, which means what the file means that it stands in.
  static var path: KeyType {
    KeyType(kind: .text, read: { value in value.text.map { value.file.path($0, in: value.node) } })
  }

  /// A JSON path. Where a parameter will stand in it, the case decides.
  static var jsonPath: KeyType {
    KeyType(
      kind: .text,
      read: { value in
        let text = value.text
        if let text { value.check(jsonPath: text) }
        return text
      })
  }
}

extension YAMLValue {
  func check(jsonPath text: String) {
    guard !text.contains("${input.") else { return }
    do {
      _ = try JSONPath(text)
    } catch {
      report("\(error)", expected: "a path such as $.items[0].name")
    }
  }

  func check(pattern: String) {
    if (try? Regex(pattern)) == nil { report("'\(pattern)' is no regular expression") }
  }
}
