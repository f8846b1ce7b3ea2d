/// Keys that are declared together, as members: each a ``Key``, or a group of keys that stand beside them.
protocol KeyGroup: DeclaredKeys, Sendable { init() }

extension KeyGroup {
  /// All of them, in the order of their declarations.
  var declared: [SchemaKey] {
    Mirror(reflecting: self).children.flatMap { ($0.value as? any DeclaredKeys)?.declared ?? [] }
  }
}

/// The keys of one mapping of a scenario file.
protocol KeySection: KeyGroup {
  static var about: SectionFacts { get }
}

extension KeySection {
  /// As the schema and the reference show it.
  static var schema: SchemaSection { SchemaSection(about, keys: Self().declared) }
}

/// A section whose mapping becomes a value, whatever stands around it.
protocol ValueSection: KeySection {
  associatedtype Product
  /// The value; `nil`, and what is wrong is told, when there is none.
  static func read(_ keys: KeyReader<Self>) -> Product?
}
