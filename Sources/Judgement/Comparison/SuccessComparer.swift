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
  /// What runs differ by, with one run a side.
  private let noise: RunNoise?

  init(_ first: ComparisonSide, _ second: ComparisonSide, noise: RunNoise?) {
    self.noise = first.reports.count == 1 && second.reports.count == 1 ? noise : nil
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
    let spread = runSpread(first, second)
    func inflated(_ side: Int, _ share: Proportion) -> Double {
      inflation(side) + Double(share.trials) * spread.variance / spread.ofTasks
    }
    var row = Self.row(first, second, dispersions: (own: inflated(0, first), other: inflated(1, second)))
    if let paired {
      let pairs = Double(paired.pairs)
      let disagree = Double(paired.onlyFirst + paired.onlySecond + 1)
      let dispersion = max(inflation(0), inflation(1)) + 2 * spread.variance * pairs * pairs / disagree
      guard let interval = paired.tango(dispersion: dispersion) else { return row }
      row.change = paired.difference
      row.interval = interval
      row.p = pairedP(paired, interval, dispersion)
      row.setError(interval)
    }
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
    let interval = difference(0.95)
    row.interval = interval
    row.p = Interval.pValue(difference)
    row.setError(interval)
    return row
  }

  /// McNemar's mid-p, or where failures come in clusters, the p that belongs to the wider interval.
  private func pairedP(_ paired: PairedOutcomes, _ interval: Interval, _ dispersion: Double) -> Double {
    if dispersion == 1 { return paired.mcNemarMidP }
    return Interval.pValue { paired.tango(confidence: $0, dispersion: dispersion) ?? interval }
  }

  /// The variance of a run's rate beside that of one task: rates that are hardly ever missed hardly vary.
  private func runSpread(_ first: Proportion, _ second: Proportion) -> (variance: Double, ofTasks: Double) {
    let trials = Double(first.trials + second.trials)
    let missed = (trials - Double(first.successes + second.successes) + 1) / (trials + 2)
    let deviation = min(noise?.success ?? 0, missed)
    return (deviation * deviation, missed * (1 - missed))
  }

  private func inflation(_ side: Int) -> Double { dispersions[side]?.inflation ?? 1 }

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

extension Comparison.Row {
  /// The standard error that a 95 % interval stands for.
  fileprivate mutating func setError(_ interval: Interval) {
    standardError = (interval.high - interval.low) / 2 / NormalDistribution.quantile(0.975)
  }
}
