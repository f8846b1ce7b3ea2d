import CaseMatrix

/// The names under which a manifest's header says what its covering arrays cover.
package enum CoverageFacts {
  /// Everything.
  package static let whole = "coverage"
  /// A share: the scenario asks for fewer cases than are needed.
  package static let partial = "partial_coverage"
  package static let names = [whole, partial]

  /// A header's facts without these: they do not hold of a part of the cases.
  package static func removed(from metadata: [String: String]) -> [String: String] {
    metadata.filter { !names.contains($0.key) }
  }
}

extension CaseExpansion {
  /// What its covering arrays cover, for the manifest's header.
  package var coverageFacts: [String: String] {
    Dictionary(grouping: coverage) { $0.isComplete ? CoverageFacts.whole : CoverageFacts.partial }
      .mapValues { $0.map(\.description).joined(separator: "; ") }
  }
}
