import RunModel
import Statistics

/// How likely experiments like one that was made find a change of one figure, and rule one out.
protocol FigurePower {
  /// Units of the experiment that was made: pairs, runs a side, or one.
  var count: Int { get }
  /// The smallest change for the worse that such an experiment calls worse in four of five tries: a share, or points.
  var smallestDetectable: Double { get }
  /// The chance that so many units rule out a change of the margin when nothing changed.
  func told(by count: Int) -> Double
  /// The same if the figure is known as exactly as it may well be.
  func toldAtBest(by count: Int) -> Double
}

/// Of a figure with a standard error: of a ratio as a difference of logarithms, of a share in points.
struct RatioPower: FigurePower {
  let count: Int
  private let effect: Effect
  private let margin: Double
  private let isStrict: Bool
  /// Of the first test of the figure.
  private let level: Double
  private let isSingle: Bool

  /// `margin`: as the effect is counted.
  init(_ effect: Effect, _ design: Comparison.Design, margin: Double, isStrict: Bool, level: Double) {
    (self.effect, self.margin, self.isStrict, self.level) = (effect, margin, isStrict, level)
    isSingle = !design.hasRuns
    count = isSingle ? 1 : min(design.first, design.second)
  }

  var smallestDetectable: Double {
    let next = NextExperiment(after: effect, degrees: effect.degrees, isKnown: isSingle)
    let (shown, upper) = (limit(level, next), limit(RowJudge.ceilingLevel, next))
    let strictly = limit(RowJudge.level, next)
    let smallest = NextExperiment.smallest(RowPower.power, from: margin) { change in
      next.chance(of: change) { error in
        // With `--strict` surely more than the margin; else not surely less.
        max(shown * error, isStrict ? margin + strictly * error : margin - upper * error)
      }
    }
    return NaturalLogarithm.inverse(smallest) - 1
  }

  func told(by count: Int) -> Double { told(by: count, effect) }

  func toldAtBest(by count: Int) -> Double {
    told(by: count, Effect(estimate: 0, standardError: NextExperiment.least(effect)))
  }

  /// Ruled out, or by mistake said to be worse: that ends the search as well.
  private func told(by count: Int, _ found: Effect) -> Double {
    let scale = (Double(self.count) / Double(count)).squareRoot()
    let next = NextExperiment(after: found, scale: scale, degrees: degrees(of: count))
    let upper = limit(RowJudge.ceilingLevel, next)
    return min(1, next.chance(of: margin) { upper * $0 } + (isStrict ? 0 : level / 2))
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
}
