import RunModel

/// A run's targets as they are asked, and everything about them that must not be seen.
package struct TargetSecrets: Sendable {
  /// A target, ready to be asked.
  package struct Entry: Sendable {
    /// As it may be written down.
    package var written: TargetSpecification
    /// With what it calls by name.
    package var opened: TargetSpecification
    package var key: Secret?
  }

  package let entries: [Entry]
  /// Of all targets together: one may repeat what another was told.
  package let secrets: Secrets

  /// Puts in what targets and cases call by name. Throws ``UsageProblem`` for what the environment has not.
  package init(of header: ManifestHeader, in environment: [String: String]) throws {
    try self.init(header.targets, variables: header.variables ?? [], in: environment)
  }

  /// Of these targets. Throws the same.
  package init(
    _ targets: [TargetSpecification], variables names: [String], in environment: [String: String]
  ) throws {
    if let missing = names.first(where: { environment[$0] == nil }) {
      throw UsageProblem(
        "the environment variable '\(missing)' is not set, and the manifest calls it by name: export \(missing)=..."
      )
    }
    let variables = environment.filter { names.contains($0.key) }
    let opening = Secrets(variables: variables)
    entries = try targets.map {
      Entry(written: $0, opened: opening.reveal($0), key: try TargetKeys.key(of: $0, in: environment))
    }
    secrets = Secrets(
      variables: variables, others: entries.flatMap { [$0.key].compactMap(\.self) + $0.opened.secrets })
  }
}
