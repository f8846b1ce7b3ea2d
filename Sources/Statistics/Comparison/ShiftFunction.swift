/// Where a distribution has moved: the change of each decile and of the tail, as differences of logarithms
/// (K. A. Doksum's shift function, 1974).
package struct ShiftFunction: Sendable {
  /// The quantiles that are looked at.
  package static let shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]

  package struct Point: Sendable {
    package var share: Double
    package var effect: Effect
    /// 95 %, of this quantile alone.
    package var interval: Interval
    /// Holds for all quantiles together at 95 % (C. E. Bonferroni).
    package var simultaneous: Interval
    package var p: Double
    /// Adjusted by Holm across the quantiles.
    package var pAdjusted: Double
  }

  package let points: [Point]

  /// Of the quantiles that both samples carry.
  package init(_ effects: [(share: Double, effect: Effect)]) {
    let raw = effects.map { $0.effect.pValue() }
    let adjusted = MultipleTesting.holm(raw)
    let together = 1 - 0.05 / Double(max(1, effects.count))
    points = effects.indices.map { index in
      let (share, effect) = effects[index]
      return Point(
        share: share, effect: effect, interval: effect.interval(),
        simultaneous: effect.interval(confidence: together), p: raw[index], pAdjusted: adjusted[index])
    }
  }
}
