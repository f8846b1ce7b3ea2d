import RunModel

/// What the schema and the reference say of a ``Key``.
package struct SchemaKey: Sendable, Hashable {
  /// What a value may be.
  package indirect enum Kind: Sendable, Hashable {
    case text
    /// `true` or `false`.
    case flag
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// A length of time, in seconds.
    case time(ClosedRange<Double>)
    case money(ClosedRange<Price>)
    case words([String])
    /// Keys of a section, by its name.
    case keys(String)
    /// Free names with values of a kind.
    case names(Kind)
    /// A list; one value alone stands for a list of one.
    case list(Kind)
    /// Any value.
    case any
    /// One of several kinds.
    case either([Kind])
  }

  /// The key.
  package var name: String
  package var kind: Kind
  package var isRequired: Bool
  /// What holds without it.
  package var standard: String
  /// In one sentence.
  package var meaning: String
  /// A value, as YAML on one line.
  package var example: String
  /// Other keys that the example needs beside it, as YAML on one line.
  package var companions: String

  /// A key. `standard` nil: it is required.
  init(
    _ name: String, _ kind: Kind, _ standard: String?, _ meaning: String, _ example: String,
    with companions: String = ""
  ) {
    self.name = name
    self.kind = kind
    isRequired = standard == nil
    self.standard = standard ?? "required"
    self.meaning = meaning
    self.example = example
    self.companions = companions
  }
}

/// What a section is, beside its keys.
package struct SectionFacts: Sendable, Hashable {
  /// Its name in the schema, and its heading in the reference.
  package var name: String
  /// What stands before its keys in the reference.
  package var about: String
  /// A file with the section in it: `@` is the mapping. The section with no place is the file itself.
  package var place: String
  /// What other names may stand for, if any may.
  package var others: SchemaKey.Kind?

  init(_ name: String, _ about: String, place: String, others: SchemaKey.Kind? = nil) {
    self.name = name
    self.about = about
    self.place = place
    self.others = others
  }
}

/// The keys of one mapping of a scenario file.
package struct SchemaSection: Sendable, Hashable {
  package var facts: SectionFacts
  package var keys: [SchemaKey]

  package var name: String { facts.name }

  init(_ facts: SectionFacts, keys: [SchemaKey]) {
    self.facts = facts
    self.keys = keys
  }

  /// A file that is right, with this key in it.
  package func example(of key: SchemaKey) -> String {
    let isFile = facts.place.isEmpty
    var parts = keys.filter { $0.isRequired && $0.name != key.name }.map { "\($0.name): \($0.example)" }
    if !key.companions.isEmpty { parts.append(key.companions) }
    parts.append("\(key.name): \(key.example)")
    if isFile {
      let hasTarget = ["target", "targets"].contains(key.name)
      return (hasTarget ? [] : ["target: mock"]).appending(parts).joined(separator: "\n") + "\n"
    }
    let target = facts.place.hasPrefix("target") ? "" : "target: mock\n"
    return target + facts.place.replacing("@", with: "{\(parts.joined(separator: ", "))}") + "\n"
  }
}

extension [String] {
  fileprivate func appending(_ others: [String]) -> [String] { self + others }
}
