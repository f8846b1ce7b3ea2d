/// Differences of pairs, second less first, in the order in which they were made, with what is known beside them.
package struct PairSeries: Sendable {
  private let differences: [Double]
  /// What the surroundings did meanwhile.
  private let covariate: PairCovariate?

  package init(_ first: [Double], _ second: [Double], covariate: PairCovariate? = nil) {
    differences = first.count == second.count ? zip(first, second).map { $1 - $0 } : []
    self.covariate = covariate?.count == differences.count ? covariate : nil
  }

  /// What a series comes to.
  package struct Judged: Sendable {
    package var effect: Effect
    /// Whether it swings slowly.
    package var swings: Bool
    /// The share of the standard error that the covariate took away; `nil` where it was not used.
    package var explained: Double?
  }

  /// The mean with its standard error, `nil` of fewer than two. Whether it swings slowly is asked of `telling`, a series of the same pairs
  /// that has less noise: two series so need no two tests, of which either may be wrong. The covariate is used where the interval is
  /// narrower for it.
  package func judged(swingsAs telling: PairSeries? = nil) -> Judged? {
    let telling = telling.map { $0.differences.count == differences.count ? $0 : self } ?? self
    guard let plain = Self.judged(differences, telling.differences) else { return nil }
    guard let covariate else { return plain }
    let rest = Self.judged(covariate.rest(of: differences), covariate.rest(of: telling.differences))
    guard var rest, plain.effect.standardError > 0 else { return plain }
    rest.effect = covariate.allowed(rest.effect)
    guard Self.width(rest.effect) < Self.width(plain.effect) else { return plain }
    rest.explained = 1 - rest.effect.standardError / plain.effect.standardError
    return rest
  }

  private static func judged(_ differences: [Double], _ telling: [Double]) -> Judged? {
    guard var effect = Effect.mean(differences) else { return nil }
    guard swings(telling), let slow = SlowVariance(differences) else {
      return Judged(effect: effect, swings: false)
    }
    effect.standardError = max(
      effect.standardError, (slow.variance / Double(differences.count)).squareRoot())
    effect.degrees = Double(slow.cosines)
    return Judged(effect: effect, swings: true)
  }

  /// Whether its slow variance is larger than its own by more than chance alone would show in one of twenty series.
  private static func swings(_ differences: [Double]) -> Bool {
    guard let plain = Effect.mean(differences), let slow = SlowVariance(differences) else { return false }
    let own = plain.standardError * plain.standardError * Double(differences.count)
    return own > 0
      && Dispersion(ratio: slow.variance / own, blocks: slow.cosines + 1).isShown(level: 0.05)
  }

  private static func width(_ effect: Effect) -> Double {
    Effect.limit(level: 0.05, degrees: effect.degrees) * effect.standardError
  }
}
