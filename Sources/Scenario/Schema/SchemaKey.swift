/// One key of a scenario file: what it takes, and what it means. The reference, the JSON Schema and the tests of the
/// decoders are made from it.
package struct SchemaKey: Sendable, Hashable {
  /// What a value may be.
  package indirect enum Kind: Sendable, Hashable {
    case text
    /// `true` or `false`.
    case flag
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// A length of time.
    case time
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

/// The keys of one mapping of a scenario file.
package struct SchemaSection: Sendable, Hashable {
  /// Its name in the schema, and its heading in the reference.
  package var name: String
  /// What stands before its keys in the reference.
  package var about: String
  /// A file with the section in it: `@` is the mapping. The section with no place is the file itself.
  package var place: String
  /// The keys under which decoders read it, when they are called otherwise than the section.
  package var readAs: [String]
  package var keys: [SchemaKey]
  /// What other names may stand for, if any may.
  package var others: SchemaKey.Kind?

  init(
    _ name: String, _ about: String, place: String, readAs: [String] = [], others: SchemaKey.Kind? = nil,
    keys: [SchemaKey]
  ) {
    self.name = name
    self.about = about
    self.place = place
    self.readAs = readAs.isEmpty ? [name] : readAs
    self.keys = keys
    self.others = others
  }

  /// A file that is right, with this key in it.
  package func example(of key: SchemaKey) -> String {
    let isFile = place.isEmpty
    var parts = keys.filter { $0.isRequired && $0.name != key.name }.map { "\($0.name): \($0.example)" }
    if !key.companions.isEmpty { parts.append(key.companions) }
    parts.append("\(key.name): \(key.example)")
    if isFile {
      let hasTarget = ["target", "targets"].contains(key.name)
      return (hasTarget ? [] : ["target: mock"]).appending(parts).joined(separator: "\n") + "\n"
    }
    let target = place.hasPrefix("target") ? "" : "target: mock\n"
    return target + place.replacing("@", with: "{\(parts.joined(separator: ", "))}") + "\n"
  }
}

extension [String] {
  fileprivate func appending(_ others: [String]) -> [String] { self + others }
}

/// All keys of scenario files. A new key has its line in its section.
package enum SchemaTable {
  package static let sections: [SchemaSection] = [
    FileSection.file, ScenarioSection.scenario, TargetSection.target, TargetSection.apiKey,
    TargetSection.users,
    TargetSection.connection, CasesSection.matrix, DimensionSection.dimension, DimensionSection.boundary,
    CasesSection.strategy,
    CasesSection.turn, CasesSection.file, CasesSection.expectation, ScenarioSection.variant,
    ScenarioSection.request, ExecutionSection.execution, ExecutionSection.rateLimit,
    ExecutionSection.retryPolicy, ExecutionSection.stopConditions, ExecutionSection.errorRate,
    ExecutionSection.successRate, LoadSection.load, LoadSection.stage, LoadSection.thinkTime,
    ThresholdSection.threshold, ThresholdSection.budget, BandSection.band,
  ]

  /// The section of a name.
  package static func section(_ name: String) -> SchemaSection? { sections.first { $0.name == name } }
}
