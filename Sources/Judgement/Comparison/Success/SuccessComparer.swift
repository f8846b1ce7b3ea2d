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
    guard let first, let second, let shares else { return nil }
    return Self.row(first, second, shares)
  }

  /// Two shares of independent tasks.
  static func row(_ first: Proportion, _ second: Proportion) -> Comparison.Row {
    row(first, second, .independent(first, second, own: 1, other: 1))
  }

  /// The next comparison like this, by what a rule says of it; `nil` when a side has no task.
  func next(where holds: (ComparedShares) -> Bool) -> NextShares? { shares?.next(where: holds) }

  private static func row(_ first: Proportion, _ second: Proportion, _ shares: ComparedShares)
    -> Comparison.Row
  {
    var row = Comparison.Row("success_rate", .share)
    (row.first, row.second) = (first.estimate, second.estimate)
    let interval = shares.interval(0.95)
    (row.change, row.interval, row.p) = (shares.change, interval, shares.p)
    row.standardError = (interval.high - interval.low) / 2 / NormalDistribution.quantile(0.975)
    return row
  }

  private var shares: ComparedShares? {
    guard let first, let second else { return nil }
    let spread = runSpread(first, second)
    if let paired {
      let pairs = Double(paired.pairs)
      let disagree = Double(paired.onlyFirst + paired.onlySecond + 1)
      let dispersion = max(inflation(0), inflation(1)) + 2 * spread.variance * pairs * pairs / disagree
      return .paired(paired, dispersion)
    }
    func inflated(_ side: Int, _ share: Proportion) -> Double {
      inflation(side) + Double(share.trials) * spread.variance / spread.ofTasks
    }
    return .independent(first, second, own: inflated(0, first), other: inflated(1, second))
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
