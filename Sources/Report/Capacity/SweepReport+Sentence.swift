import RunModel

extension SweepReport {
  /// What it came to, in one plain sentence.
  package var sentence: String {
    if let settings { return sentence(settings) }
    let most = steps.max { $0.goodput < $1.goodput }
    let throughput =
      most.map { "Most was done at \(over.words($0.load)): \(Figures.digits($0.goodput)) tasks a second" }
      ?? "No step was made"
    let held = held.map { "; the objective held up to \(over.words($0))" } ?? "; the objective held nowhere"
    let rest = endedBy.map { " It ended after \(steps.count) of \(loads.count) steps: \($0)." } ?? ""
    return throughput + (objective.isEmpty || steps.isEmpty ? "" : held) + "." + rest
  }

  private func sentence(_ settings: Settings) -> String {
    let best = sets.max { $0.goodput < $1.goodput }
    let most = best.map {
      "Most was done with \(settings.words($0.values)): \(Figures.digits($0.goodput)) tasks a second"
    }
    let ends = endedBy.map { " It ended after \(steps.count) of \(loads.count) steps: \($0)." } ?? ""
    return (most ?? "No step was made") + "." + ends
  }

  /// What each combination of settings came to, over all of its steps.
  package var sets: [SettingsRow] {
    (settings?.combinations ?? []).compactMap { values in
      let own = steps.filter { $0.settings == values && $0.standing != .notMade }
      return own.isEmpty ? nil : SettingsRow(values, own)
    }
  }
}

/// A combination of settings over its steps: means of what each of them measured.
package struct SettingsRow: Sendable, Hashable {
  package let values: [String]
  package let steps: Int
  package let tasks: Int
  package let succeeded: Int
  package let goodput: Double
  package let response50: Double?
  package let response95: Double?
  package let firstText95: Double?

  init(_ values: [String], _ steps: [CapacityStep]) {
    (self.values, self.steps) = (values, steps.count)
    tasks = steps.reduce(0) { $0 + $1.tasks }
    succeeded = steps.reduce(0) { $0 + $1.succeeded }
    goodput = Self.mean(steps.map(\.goodput)) ?? 0
    response50 = Self.mean(steps.compactMap(\.response.p50))
    response95 = Self.mean(steps.compactMap(\.response.p95))
    firstText95 = Self.mean(steps.compactMap(\.firstText.p95))
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
