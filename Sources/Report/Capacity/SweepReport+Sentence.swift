import RunModel

extension SweepReport {
  /// What it came to, in one plain sentence.
  package var sentence: String {
    let most = steps.max { $0.goodput < $1.goodput }
    let throughput =
      most.map { "Most was done at \(over.words($0.load)): \(Figures.digits($0.goodput)) tasks a second" }
      ?? "No step was made"
    let held = held.map { "; the objective held up to \(over.words($0))" } ?? "; the objective held nowhere"
    let rest = endedBy.map { " It ended after \(steps.count) of \(loads.count) steps: \($0)." } ?? ""
    return throughput + (objective.isEmpty || steps.isEmpty ? "" : held) + "." + rest
  }
}
