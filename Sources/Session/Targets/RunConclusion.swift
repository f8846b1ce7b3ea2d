import RunModel

/// What the servers say of a run that is over.
package struct RunConclusion: Sendable {
  /// By target; `nil` when nobody wanted it.
  package var reconciliations: [Reconciliation]?
  package var notes: [String] = []

  mutating func add(_ reconciliation: Reconciliation) {
    reconciliations = (reconciliations ?? []) + [reconciliation]
  }
}

extension Reconciliation {
  /// Of a target whose server keeps no list that could be asked for.
  static func impossible(_ target: String) -> Reconciliation {
    var result = Reconciliation(target: target)
    result.isComplete = false
    result.notes = ["Dify keeps no list of a text generator's answers that could be asked for"]
    return result
  }
}
