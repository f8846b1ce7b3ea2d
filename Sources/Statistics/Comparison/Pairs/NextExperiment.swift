/// The next experiment of the kind of one that was made: what its noise truly is is known from this one only, and it will take it
/// for something else again (the sampled standard errors of C. Stein, 1945, in both).
package struct NextExperiment {
  /// How far estimates truly lie about the truth, and the standard error that is found; all as likely.
  private var noises: [(true: Double, found: Double)] = []
  /// Degrees of freedom that its standard error has.
  package let degrees: Double

  /// `scale`: its standard error as a share of that of `effect`. Where `isKnown`, the standard error comes from elsewhere, and
  /// both experiments take it for the same.
  package init(after effect: Effect, scale: Double = 1, degrees: Double, isKnown: Bool = false) {
    self.degrees = degrees
    let found = effect.standardError * scale
    for own in Self.ratios(effect.degrees) {
      let noise = found / own
      noises += isKnown ? [(noise, found)] : Self.ratios(degrees).map { (noise, noise * $0) }
    }
  }

  /// The chance that the estimate of a true difference exceeds what `limit` says, given the standard error that is found.
  package func chance(of difference: Double, beyond limit: (_ standardError: Double) -> Double) -> Double {
    noises.reduce(0) { sum, noise in
      guard noise.true > 0 else { return sum + (difference > limit(noise.found) ? 1 : 0) }
      return sum + NormalDistribution.cumulative((difference - limit(noise.found)) / noise.true)
    } / Double(max(1, noises.count))
  }

  /// The smallest positive number that has at least such a chance, which grows with it; from `start` on it is sought beyond.
  package static func smallest(_ power: Double, from start: Double, _ chance: (Double) -> Double) -> Double {
    var (low, high) = (0.0, max(start, 1e-6))
    while chance(high) < power, high < 1000 { (low, high) = (high, high * 2) }
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if chance(middle) < power { low = middle } else { high = middle }
    }
    return high
  }

  /// The standard error as it may be if it was found too large by chance: nine times of ten the true one is larger.
  package static func least(_ effect: Effect) -> Double { effect.standardError / ratio(0.9, effect.degrees) }

  /// What standard errors with so many degrees come to, as a share of the true one, at equally likely places.
  private static func ratios(_ degrees: Double) -> [Double] {
    guard degrees < 10_000 else { return [1] }
    return (0..<places).map { ratio((Double($0) + 0.5) / Double(places), degrees) }
  }

  /// The share of the true one below which they come with such a chance (the square's quantiles by E. B. Wilson and M. M. Hilferty,
  /// 1931).
  private static func ratio(_ chance: Double, _ degrees: Double) -> Double {
    guard degrees < 10_000 else { return 1 }
    let spread = 2 / (9 * max(degrees, 0.5))
    let root = max(0.05, 1 - spread + NormalDistribution.quantile(chance) * spread.squareRoot())
    return (root * root * root).squareRoot()
  }

  private static let places = 15
}
