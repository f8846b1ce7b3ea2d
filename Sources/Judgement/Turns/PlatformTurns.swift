import RunModel
import Statistics

/// What the platform did in the turns of each pair, by the empty workflow that ran beside them: the latencies of both sides follow it, and
/// what follows it is no noise of theirs.
struct PlatformTurns {
  /// ln of the empty workflow's median, second turn less first; `nil` where a turn has none.
  private let differences: [Double?]

  /// `nil` where no turn has one.
  init?(_ first: [ReportDocument], _ second: [ReportDocument]) {
    guard first.count == second.count else { return nil }
    differences = zip(first, second).map { before, after in
      guard let own = Self.median(before), let other = Self.median(after) else { return nil }
      return other - own
    }
    if known.isEmpty { return nil }
  }

  /// Of some of the pairs.
  func covariate(_ places: [Int]) -> PairCovariate? { PairCovariate(places.map { differences[$0] }) }

  /// By how much the platform is slower in the second side's turns, where that is shown: a ratio less one. It is then part of what the
  /// second side does, and stays in its latencies.
  var shown: Double? {
    guard known.count >= PairCovariate.leastPairs, let effect = Effect.mean(known), effect.pValue() < 0.05
    else { return nil }
    return NaturalLogarithm.inverse(effect.estimate) - 1
  }

  private var known: [Double] { differences.compactMap(\.self) }

  private static func median(_ report: ReportDocument) -> Double? {
    guard let total = report.baseline?[.beside].total, total.count > 0 else { return nil }
    return CensoredSample(observed: total).quantile(0.5).map { NaturalLogarithm.of(max($0.low, 1)) }
  }
}
