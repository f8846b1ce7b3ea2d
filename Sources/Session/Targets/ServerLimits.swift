import Dify
import RunModel
import Scenario

/// Limits of inputs that only the app knows (`boundary: server`), asked before the cases are made.
package enum ServerLimits {
  /// The document with the limits that its apps have told. Throws what kept them from telling, in words.
  package static func ask(for document: ScenarioDocument, in environment: [String: String]) async throws
    -> ScenarioDocument
  {
    let names = Set(
      document.matrices.filter { !$0.dimensionsOfServer.isEmpty }.map { target(of: $0, document) })
    guard !names.isEmpty else { return document }
    var limits: [String: [String: BoundaryLimits.Kind]] = [:]
    for target in document.targets where names.contains(target.name) {
      let opened = try TargetSecrets([target], variables: document.variables, in: environment)
      limits[target.name] = try await ask(opened)
    }
    var answered = document
    answered.matrices = try document.matrices.map { matrix in
      let name = target(of: matrix, document)
      let told = matrix.with(limits: limits[name] ?? [:])
      if let open = told.dimensionsOfServer.first { throw unknown(open, name, limits[name] ?? [:]) }
      return told
    }
    return answered
  }

  private static func target(of matrix: MatrixSpecification, _ document: ScenarioDocument) -> String {
    let plan = document.scenarios.first { $0.name == matrix.scenario }
    return plan?.target(of: matrix.variant) ?? document.targets.first?.name ?? "default"
  }

  private static func unknown(_ name: String, _ target: String, _ limits: [String: BoundaryLimits.Kind])
    -> UsageProblem
  {
    let known = limits.keys.sorted()
    let nearest = NearestWord.hint(name, in: known)
    return UsageProblem(
      "the app of target '\(target)' sets no limits for '\(name)': it has \(known.isEmpty ? "none at all" : known.joined(separator: ", "))\(nearest); write them: boundary: {max_length: 256}"
    )
  }

  private static func ask(_ targets: TargetSecrets) async throws -> [String: BoundaryLimits.Kind] {
    guard let entry = targets.entries.first else { return [:] }
    do {
      return try await AppProbe.ask(entry, targets.secrets).description.limits
    } catch {
      throw UsageProblem(
        "target '\(entry.written.name)' cannot be asked for the limits of its inputs: \(AppProbe.words(error, targets.secrets))"
      )
    }
  }
}
