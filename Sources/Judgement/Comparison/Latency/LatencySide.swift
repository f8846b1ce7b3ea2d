import RunModel
import Statistics

/// One quantile of one side's runs.
struct LatencySide {
  /// ln of each run's quantile, nanoseconds.
  let logarithms: [Double]
  /// Whether a run's quantile lies beyond the cuts, so that its figure is a lower bound.
  let isBound: Bool
  /// Whether the runs together, and each of them, have enough values.
  let isCarried: Bool
  /// With one run: its quantile with the standard error of independent requests.
  let single: Effect?

  init(_ runs: [CensoredSample], _ share: Double) {
    let quantiles = runs.map { $0.quantile(share) ?? Interval(low: 0, high: 0) }
    isBound = quantiles.contains { !$0.high.isFinite }
    let values = quantiles.map { $0.high.isFinite ? $0.high : $0.low }
    logarithms = values.map { NaturalLogarithm.of(max($0, 1)) }
    let total = runs.reduce(0) { $0 + $1.count }
    let ranks = QuantileInterval(share, count: total)
    isCarried =
      ranks.lowRank != nil && ranks.highRank != nil
      && runs.allSatisfy { $0.count > 0 && Double($0.count) * (1 - share) >= 1 - 1e-9 }
      && values.allSatisfy { $0 > 0 }
    single =
      runs.count == 1 && isCarried
      ? runs[0].logarithm(share) ?? Effect(estimate: logarithms[0], standardError: 0) : nil
  }

  /// The geometric mean of the runs' quantiles, nanoseconds.
  var typical: Double? {
    logarithms.isEmpty
      ? nil : NaturalLogarithm.inverse(logarithms.reduce(0, +) / Double(logarithms.count))
  }
}

/// What the blocks of one run's time say of the standard errors of its quantiles.
struct BlockErrors {
  let count: Int
  private let response: [Double: Double]
  private let firstText: [Double: Double]
  /// How much wider than for independent requests, by quantile.
  private let inflation: [Double: Double]

  private static let shares = ShiftFunction.shares

  init(_ blocks: TimeBlocks, stream: UInt64) {
    let bootstrap = blocks.bootstrap(.responseTime)
    count = bootstrap?.blockCount ?? 0
    response = Self.errors(bootstrap, stream * 2)
    firstText = Self.errors(blocks.bootstrap(.timeToFirstText), stream * 2 + 1)
    let pooled = blocks.windows.reduce(into: LatencySketch()) { $0.merge($1.response) }
    let independent = CensoredSample(observed: Histogram(pooled))
    inflation = response.reduce(into: [:]) { factors, entry in
      guard let error = independent.logarithm(entry.key)?.standardError, error > 0 else { return }
      factors[entry.key] = max(1, entry.value / error)
    }
  }

  private static func errors(_ bootstrap: BlockBootstrap?, _ stream: UInt64) -> [Double: Double] {
    guard let bootstrap else { return [:] }
    var random = SeededGenerator(seed: 0x666c_6f6f_6467_6174, stream: stream)
    return zip(shares, bootstrap.standardErrors(shares, using: &random)).reduce(into: [:]) {
      $0[$1.0] = $1.1
    }
  }

  /// A standard error that is never smaller than that of independent requests.
  func standardError(_ independent: Double, _ share: Double, _ metric: MetricName) -> Double {
    switch metric {
    case .responseTime: max(independent, response[share] ?? independent)
    case .timeToFirstText: max(independent, firstText[share] ?? independent)
    default: independent * (inflation[share] ?? 1)
    }
  }
}
