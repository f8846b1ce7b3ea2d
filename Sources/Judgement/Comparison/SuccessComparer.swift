import RunModel
import Statistics

/// Compares success rates: paired by case where both sides did the same tasks, else by Newcombe's interval. Where
/// failures come in clusters, tasks count for less.
struct SuccessComparer {
  let pairing: Comparison.Pairing?
  let dispersions: [Dispersion?]
  private let first: Proportion?
  private let second: Proportion?
  private let paired: PairedOutcomes?
  private let margin: Double
  /// Runs of the smaller side.
  private let runs: Int

  init(_ first: ComparisonSide, _ second: ComparisonSide, margin: Double) {
    self.margin = margin
    runs = min(first.reports.count, second.reports.count)
    self.first = Self.share(first.reports)
    self.second = Self.share(second.reports)
    dispersions = [Self.dispersion(first.reports), Self.dispersion(second.reports)]
    paired = Self.pair(first, second)
    pairing = paired.map {
      .init(pairs: $0.pairs, onlyFirst: $0.onlyFirst, onlySecond: $0.onlySecond, p: $0.mcNemarMidP)
    }
  }

  /// `nil` when a side has no task.
  var row: Comparison.Row? {
    guard let first, let second else { return nil }
    var row = Self.row(first, second, dispersions: (own: inflation(0), other: inflation(1)))
    if let paired, let interval = paired.tango(dispersion: max(inflation(0), inflation(1))) {
      row.change = paired.difference
      row.interval = interval
      row.p = pairedP(paired, interval)
      Self.addPower(&row, interval)
    }
    guard let detectable = row.smallestDetectable, detectable > 0 else { return row }
    let tasks = min(first.trials, second.trials)
    let needed = needed(detectable, tasks: tasks)
    row.needed = "\(Figures.count(needed)) tasks a side"
    row.runsNeeded = Int((Double(needed) * Double(runs) / Double(max(1, tasks))).rounded(.up))
    return row
  }

  /// Two shares of independent tasks.
  static func row(
    _ first: Proportion, _ second: Proportion, dispersions: (own: Double, other: Double) = (1, 1)
  ) -> Comparison.Row {
    func difference(_ confidence: Double) -> Interval {
      first.difference(to: second, confidence: confidence, dispersions: dispersions)
    }
    var row = Comparison.Row("success_rate", .share)
    row.first = first.estimate
    row.second = second.estimate
    row.change = second.estimate - first.estimate
    row.interval = difference(0.95)
    row.p = Interval.pValue(difference)
    addPower(&row, difference(0.95))
    return row
  }

  /// McNemar's mid-p, or where failures come in clusters, the p that belongs to the wider interval.
  private func pairedP(_ paired: PairedOutcomes, _ interval: Interval) -> Double {
    let dispersion = max(inflation(0), inflation(1))
    if dispersion == 1 { return paired.mcNemarMidP }
    return Interval.pValue { paired.tango(confidence: $0, dispersion: dispersion) ?? interval }
  }

  private func inflation(_ side: Int) -> Double { dispersions[side]?.inflation ?? 1 }

  private static func addPower(_ row: inout Comparison.Row, _ interval: Interval) {
    let error = (interval.high - interval.low) / 2 / NormalDistribution.quantile(0.975)
    row.smallestDetectable = Effect(estimate: 0, standardError: error).smallestDetectable()
  }

  /// A difference shrinks with the square root of the tasks.
  private func needed(_ detectable: Double, tasks: Int) -> Int {
    let factor = detectable / max(margin, 1e-6)
    return Int(min(1e12, (Double(tasks) * factor * factor).rounded(.up)))
  }

  private static func share(_ reports: [ReportDocument]) -> Proportion? {
    let counts = reports.map(\.measurements.statistics)
    return Proportion(
      successes: counts.reduce(0) { $0 + $1.succeeded }, trials: counts.reduce(0) { $0 + $1.total })
  }

  /// Pairs of tasks, when nine of ten tasks have a partner.
  private static func pair(_ first: ComparisonSide, _ second: ComparisonSide) -> PairedOutcomes? {
    guard first.outcomes.count == second.outcomes.count else { return nil }
    var pairs = CasePairs()
    var tasks = 0
    for (before, after) in zip(first.outcomes, second.outcomes) {
      guard let before, let after else { return nil }
      pairs.add(before, after)
      tasks += max(before.total, after.total)
    }
    return pairs.pairs * 10 >= tasks * 9 && tasks > 0 ? pairs.outcomes : nil
  }

  /// Between stretches of time, and between runs; the worse of both.
  private static func dispersion(_ reports: [ReportDocument]) -> Dispersion? {
    let blocks = reports.flatMap { TimeBlocks($0.measurements).outcomes }
    let runs = reports.compactMap { share([$0]) }
    return [Dispersion(blocks), Dispersion(runs)].compactMap(\.self).max { $0.inflation < $1.inflation }
  }
}
