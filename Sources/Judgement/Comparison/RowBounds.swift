import RunModel
import Statistics

/// A figure's interval and the bound that its change for the worse is surely below, for a look of its own.
struct RowBounds {
  /// 95 %, whenever it was looked at.
  let interval: Interval
  /// 19 times of 20 the change for the worse is less: the upper end of the 90 % interval, as tests of equivalence have it
  /// (D. J. Schuirmann, 1987).
  let ceiling: Double

  /// `nil` of a figure without an interval. `interval` of the row is that of a single look.
  init?(_ row: Comparison.Row, _ look: SequentialLook?) {
    guard let change = row.change, let single = row.interval else { return nil }
    let isShare = row.unit == .share
    let bend: (Double) -> Double = isShare ? { $0 } : { NaturalLogarithm.of(max(1 + $0, 1e-12)) }
    let straighten: (Double) -> Double = isShare ? { $0 } : { NaturalLogarithm.inverse($0) - 1 }
    let degrees = row.degrees ?? .infinity
    let usual = Effect.limit(level: RowJudge.level, degrees: degrees)
    func end(_ end: Double, _ level: Double) -> Double {
      let wider = Effect.limit(level: level, degrees: degrees) / usual
      return straighten(bend(change) + (bend(end) - bend(change)) * min(wider, Self.widest))
    }
    let now = look?.level(RowJudge.level) ?? RowJudge.level
    let bound = look?.level(RowJudge.ceilingLevel) ?? RowJudge.ceilingLevel
    interval = look == nil ? single : Interval(low: end(single.low, now), high: end(single.high, now))
    ceiling = isShare ? -end(single.low, bound) : end(single.high, bound)
  }

  /// A look that may spend nothing yet has no end; documents hold numbers.
  private static let widest = 1000.0
}
