import CaseMatrix
import RunModel
import Scenario

/// The other side of `run --pairs --against OTHER`: the same cases, load and seed, sent elsewhere.
package enum AgainstTarget {
  /// The manifest with OTHER's target: a base URL, or a scenario or manifest whose targets are taken. Throws
  /// ``UsageProblem``.
  package static func replace(_ manifest: PreparedRun, with other: String) throws -> PreparedRun {
    var changed = manifest
    if other.contains("://") {
      changed.header.targets = try url(other, manifest.header.targets)
      return changed
    }
    let found = try file(other, manifest.header.targets)
    changed.header.targets = found.targets
    let variables = Set((manifest.header.variables ?? []) + found.variables)
    changed.header.variables = variables.isEmpty ? nil : variables.sorted()
    return changed
  }

  private static func url(_ url: String, _ targets: [TargetSpecification]) throws -> [TargetSpecification] {
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw UsageProblem("--against \(url): expected http:// or https://, or a scenario file")
    }
    if url.dropFirst(8).prefix(while: { $0 != "/" }).contains("@") {
      throw UsageProblem(
        "--against: the URL holds a user or password; give a scenario file whose target has api_key")
    }
    guard targets.count == 1, var target = targets.first else {
      throw UsageProblem(
        "--against \(url): the scenario has \(targets.count) targets; give a scenario file with as many")
    }
    target.baseURL = url
    target.mock = [:]
    return [target]
  }

  private static func file(_ path: String, _ targets: [TargetSpecification]) throws -> (
    targets: [TargetSpecification], variables: [String]
  ) {
    guard [".yaml", ".yml", ".jsonl", ".jsonl.gz"].contains(where: path.hasSuffix) else {
      throw UsageProblem(
        "--against \(path): expected a base URL (http://...), or a scenario or manifest file whose target is taken"
      )
    }
    let header =
      path.hasSuffix(".yaml") || path.hasSuffix(".yml")
      ? try ScenarioLoader().load(path: path).header
      : try ManifestFile(path, limit: ManifestLines.caseLimit).header
    let (others, variables) = (header.targets, header.variables ?? [])
    if targets.count == 1, others.count == 1 { return ([joined(targets[0], others[0])], variables) }
    let moved = try targets.map { target in
      guard let other = others.first(where: { $0.name == target.name }) else {
        throw UsageProblem("--against \(path): it has no target '\(target.name)'")
      }
      return joined(target, other)
    }
    return (moved, variables)
  }

  /// The other target, under the name, with the users and at the rate of this one: the load stays the same.
  private static func joined(
    _ target: TargetSpecification, _ other: TargetSpecification
  ) -> TargetSpecification {
    var joined = other
    joined.name = target.name
    joined.rateLimit = target.rateLimit
    joined.users = target.users
    return joined
  }
}
