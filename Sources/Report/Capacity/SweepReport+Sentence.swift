import RunModel

extension SweepReport {
  /// What it came to, in one plain sentence.
  package var sentence: String {
    let most = settings.map(mostDone) ?? mostDone
    let held = held.map { "; the objective held up to \(over.words($0))" } ?? "; the objective held nowhere"
    let isJudged = settings == nil && !objective.isEmpty && !steps.isEmpty
    let rest = endedBy.map { " It ended after \(steps.count) of \(loads.count) steps: \($0)." } ?? ""
    return (most ?? "No step was made") + (isJudged ? held : "") + "." + rest
  }

  /// At which loads; `nil` when no step was made.
  private var mostDone: String? {
    let made = Dictionary(grouping: steps.filter { $0.standing != .notMade }, by: \.load)
    let most = MostDone(made.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    guard let first = most.names.first, let last = most.names.last else { return nil }
    if first == last { return "Most was done at \(over.words(last)): \(most.rateWords)" }
    if most.isAll { return "All loads did \(most.doubt): \(most.rateWords)" }
    let others = most.names.dropLast().map(over.number).joined(separator: ", ")
    let place =
      most.isRange
      ? "from \(over.number(first)) to \(over.words(last))" : "at \(others) and \(over.words(last))"
    return "Most was done \(place), \(most.doubt): \(most.rateWords)"
  }

  /// With which settings; `nil` when no step was made.
  private func mostDone(_ settings: Settings) -> String? {
    let most = MostDone(sets.map { ($0.values, steps(with: $0.values)) })
    let names = most.names.map(settings.words)
    guard let first = names.first else { return nil }
    if names.count == 1 { return "Most was done with \(first): \(most.rateWords)" }
    if most.isAll { return "All settings did \(most.doubt): \(most.rateWords)" }
    let rest = names.count > 3 ? ", and \(names.count - 3) more" : ""
    return
      "Most was done with \(names.prefix(3).joined(separator: "; "))\(rest), \(most.doubt): \(most.rateWords)"
  }

  /// What each combination of settings came to, over all of its steps.
  package var sets: [SettingsRow] {
    (settings?.combinations ?? []).compactMap { values in
      let own = steps(with: values)
      return own.isEmpty ? nil : SettingsRow(values, own)
    }
  }

  private func steps(with values: [String]) -> [CapacityStep] {
    steps.filter { $0.settings == values && $0.standing != .notMade }
  }
}

/// A combination of settings over its steps: what they did a second, and means of their latencies.
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
    let seconds = steps.reduce(0) { $0 + $1.seconds }
    goodput = seconds > 0 ? steps.reduce(0) { $0 + $1.goodput * $1.seconds } / seconds : 0
    response50 = Self.mean(steps.compactMap(\.response.p50))
    response95 = Self.mean(steps.compactMap(\.response.p95))
    firstText95 = Self.mean(steps.compactMap(\.firstText.p95))
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
