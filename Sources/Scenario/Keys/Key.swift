import RunModel

/// A key of a scenario file, declared once: its name, what it may be, what holds without it, what it means, an example,
/// and how it is read. The decoder, the JSON Schema, the reference page and the tests all follow from it.
struct Key<Value>: Sendable {
  let schema: SchemaKey
  /// Its value in a mapping; what is wrong with it is told.
  let read: @Sendable (YAMLReader) -> Value

  private init(_ schema: SchemaKey, _ read: @escaping @Sendable (YAMLReader) -> Value) {
    (self.schema, self.read) = (schema, read)
  }
}

extension Key {
  /// A key that has a value without being there.
  /// - Parameters:
  ///   - standard: that value.
  ///   - words: it in the reference; made from it when `nil`.
  ///   - companions: other keys that the example needs beside it, as YAML on one line.
  init(
    _ name: String, _ type: KeyType<Value>, default standard: Value, as words: String? = nil,
    _ meaning: String, _ example: String, with companions: String = ""
  ) where Value: Sendable {
    let schema = SchemaKey(
      name, type.kind, words ?? type.words(standard), meaning, example, with: companions)
    self.init(schema) { $0.located(name).flatMap(type.read) ?? standard }
  }

  /// A key that need not be there. `without`: what holds then, in words.
  init<Wrapped>(
    _ name: String, _ type: KeyType<Wrapped>, without: String = "none", _ meaning: String,
    _ example: String, with companions: String = ""
  ) where Value == Wrapped? {
    let schema = SchemaKey(name, type.kind, without, meaning, example, with: companions)
    self.init(schema) { $0.located(name).flatMap(type.read) }
  }

  /// Whether a key must be there.
  enum Need { case required }

  /// A key that must be there; that it is not is told.
  init<Wrapped>(
    _ name: String, _ type: KeyType<Wrapped>, _: Need, _ meaning: String, _ example: String,
    with companions: String = ""
  ) where Value == Wrapped? {
    let schema = SchemaKey(name, type.kind, nil, meaning, example, with: companions)
    self.init(schema) { reader in
      if let value = reader.located(name) { return type.read(value) }
      reader.value.report("there is no \(name)", expected: "\(name): and a value, such as \(example)")
      return nil
    }
  }

  /// A key that must be there save in cases that its section knows, and tells.
  static func checked<Wrapped>(
    _ name: String, _ type: KeyType<Wrapped>, _ meaning: String, _ example: String
  ) -> Key where Value == Wrapped? {
    Key(SchemaKey(name, type.kind, nil, meaning, example)) { $0.located(name).flatMap(type.read) }
  }
}

/// What a list of declarations is made of: keys, and groups of keys.
protocol DeclaredKeys { var declared: [SchemaKey] { get } }

extension Key: DeclaredKeys { var declared: [SchemaKey] { [schema] } }
