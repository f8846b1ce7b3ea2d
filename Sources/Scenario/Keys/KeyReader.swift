import Yams

/// Reads a mapping by the keys of its section: `keys.concurrency` is the value of the key that is declared there under
/// that name. A key that is not declared cannot be read, and one that is there and is not read is told.
@dynamicMemberLookup
struct KeyReader<Keys: KeyGroup> {
  private let keys: Keys
  private let reader: YAMLReader

  fileprivate init(_ reader: YAMLReader, _ keys: Keys) { (self.reader, self.keys) = (reader, keys) }

  /// The value of a key.
  subscript<Value>(dynamicMember key: KeyPath<Keys, Key<Value>>) -> Value { keys[keyPath: key].read(reader) }

  /// The keys of a group.
  subscript<Group: KeyGroup>(dynamicMember group: KeyPath<Keys, Group>) -> KeyReader<Group> {
    KeyReader<Group>(reader, keys[keyPath: group])
  }

  /// The mapping.
  var mapping: YAMLValue { reader.value }
  var file: SourceFile { reader.file }

  /// Whether the key is there, right or wrong.
  func has<Value>(_ key: KeyPath<Keys, Key<Value>>) -> Bool { reader.has(keyName(of: key)) }

  /// What stands under a key, unread.
  func written<Value>(_ key: KeyPath<Keys, Key<Value>>) -> YAMLValue? { reader.located(keyName(of: key)) }

  /// The key's name, for messages.
  func keyName<Value>(of key: KeyPath<Keys, Key<Value>>) -> String { keys[keyPath: key].schema.name }

  /// Says what is wrong with a key's value, or where the key is not there with the mapping.
  func report<Value>(
    _ key: KeyPath<Keys, Key<Value>>, _ message: String, expected: String? = nil, suggestion: String? = nil
  ) {
    (written(key) ?? mapping).report(message, expected: expected, suggestion: suggestion)
  }

  /// Whether any of the keys is there, right or wrong.
  var hasAny: Bool { keys.declared.contains { reader.has($0.name) } }

  /// The keys that are there, as they are written.
  var there: [(name: String, value: YAMLValue)] {
    keys.declared.compactMap { key in reader.located(key.name).map { (key.name, $0) } }
  }

  /// Has all keys read that are declared here: somebody else does.
  func leaveToOthers() { for key in keys.declared { _ = reader.located(key.name) } }

  /// What stands under names that are no keys, in order, with their own places; such names are free.
  var others: [(name: String, key: Node, value: YAMLValue)] {
    let declared = Set(keys.declared.map(\.name))
    return reader.names.compactMap { name in
      guard !declared.contains(name), let key = reader.key(name), let value = reader.located(name) else {
        return nil
      }
      return (name, key, value)
    }
  }
}

extension YAMLValue {
  /// Reads a mapping by the keys of a section; `nil`, and it is told, when it is none.
  func read<Section: KeySection, Product>(
    _: Section.Type, _ read: (KeyReader<Section>) -> Product?
  ) -> Product? {
    guard let reader = YAMLReader(self) else { return nil }
    let (keys, mistakes) = (Section(), file.diagnostics.count)
    defer {
      let declared = keys.declared.map(\.name)
      if !path.isEmpty, reader.hasUnknown(beside: declared) { file.takeBack(since: mistakes, about: path) }
      reader.finish(declared: declared, tellsMisplaced: file.diagnostics.count == mistakes)
      file.noteAsked(reader.asked, section: Section.about.name)
    }
    return read(KeyReader(reader, keys))
  }

  /// The value of a section.
  func read<Section: ValueSection>(_ section: Section.Type) -> Section.Product? {
    read(section, Section.read)
  }

  /// The members of a mapping of free names, in order, null left out; none, and it is told, of anything else.
  var members: [(name: String, key: Node, value: YAMLValue)] {
    guard let reader = YAMLReader(self) else { return [] }
    return reader.names.compactMap { name in
      guard let key = reader.key(name), let value = reader.located(name) else { return nil }
      return (name, key, value)
    }
  }
}
