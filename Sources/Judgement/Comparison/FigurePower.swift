import RunModel
import Statistics

/// How likely experiments like one that was made find a change of one figure, and rule one out.
struct FigurePower {
  let isShare: Bool
  /// Units of the experiment that was made: pairs, runs a side, or one.
  let count: Int
  private let effect: Effect
  private let margins: Comparison.Margins
  /// Of the first test of the figure.
  private let level: Double
  private let isSingle: Bool
  /// What a change of the share adds to its variance, as a share of that for one point.
  private let growth: Double

  init(
    _ row: Comparison.Row, _ design: Comparison.Design, _ margins: Comparison.Margins, tasks: Int,
    level: Double
  ) {
    isShare = row.unit == .share
    effect = row.effect ?? Effect(estimate: 0, standardError: 0)
    (self.margins, self.level) = (margins, level)
    isSingle = !design.hasRuns
    count = isSingle ? 1 : min(design.first, design.second)
    growth = isShare ? Self.growth(row, effect, Double(max(1, tasks))) : 0
  }

  /// The smallest change for the worse that such an experiment calls worse in four of five tries: a share, or points.
  var smallestDetectable: Double {
    let next = NextExperiment(after: effect, degrees: effect.degrees, isKnown: isSingle)
    let (shown, upper) = (limit(level, next), limit(RowJudge.ceilingLevel, next))
    let smallest = NextExperiment.smallest(RowPower.power, from: margin) { change in
      let wider = (1 + growth * change).squareRoot()
      return next.chance(of: change / wider) { error in
        max(least(shown * error), matters(error, upper, next)) / wider
      }
    }
    return isShare ? smallest : NaturalLogarithm.inverse(smallest) - 1
  }

  /// The chance that so many rule out a change of the margin when nothing changed; `isSure`: if the noise is truly what it was found to
  /// be.
  func told(by count: Int, isSure: Bool = false) -> Double {
    let scale = (Double(self.count) / Double(count)).squareRoot()
    var found = effect
    if isSure { found.degrees = .infinity }
    let next = NextExperiment(after: found, scale: scale, degrees: degrees(of: count))
    let upper = limit(RowJudge.ceilingLevel, next)
    return next.chance(of: margin) { upper * $0 }
  }

  /// The least estimate that is shown, whose own variance is larger than that of no change.
  private func least(_ half: Double) -> Double {
    let own = half * half * growth
    return (own + (own * own + 4 * half * half).squareRoot()) / 2
  }

  /// What the estimate has to be beyond, that the change is not surely less than the margin; with `--strict` surely more. The estimate's
  /// own variance counts, which grows with it.
  private func matters(_ error: Double, _ upper: Double, _ next: NextExperiment) -> Double {
    let half = (margins.isStrict ? limit(RowJudge.level, next) : upper) * error
    let middle = margin + half * half * growth / 2
    let root = max(0, middle * middle - margin * margin + half * half).squareRoot()
    return margins.isStrict ? middle + root : middle - root
  }

  private var margin: Double {
    isShare ? margins.success : NaturalLogarithm.of(1 + margins.latency)
  }

  private func limit(_ level: Double, _ next: NextExperiment) -> Double {
    Effect.limit(level: level, degrees: next.degrees)
  }

  /// Degrees of freedom with so many units.
  private func degrees(of count: Int) -> Double {
    guard effect.degrees.isFinite else { return .infinity }
    if self.count < 2 { return Double(max(1, count - 1)) }
    return effect.degrees * Double(max(1, count - 1)) / Double(self.count - 1)
  }

  /// More failures make the share less sure: where they are rare by much.
  private static func growth(_ row: Comparison.Row, _ effect: Effect, _ tasks: Double) -> Double {
    let shares = [row.first, row.second].compactMap(\.self)
    let mean = shares.reduce(0, +) / Double(max(1, shares.count))
    let own = effect.standardError * effect.standardError * tasks
    let variance = max(min(2 * mean * (1 - mean), own), 1 / tasks)
    return max(0, 2 * mean - 1) / variance
  }
}
