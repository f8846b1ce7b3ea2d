/// An estimated difference with its standard error. Ratios are differences of natural logarithms.
package struct Effect: Sendable, Hashable {
  /// The best estimate.
  package var estimate: Double
  /// Its standard error; 0 when all observations agree.
  package var standardError: Double
  /// Degrees of freedom of the standard error; infinite when it is as good as known.
  package var degrees: Double

  package init(estimate: Double, standardError: Double, degrees: Double = .infinity) {
    self.estimate = estimate
    self.standardError = standardError
    self.degrees = degrees
  }

  /// Student's interval.
  package func interval(confidence: Double = 0.95) -> Interval {
    let half = Self.quantile(0.5 + confidence / 2, degrees) * standardError
    return Interval(low: estimate - half, high: estimate + half)
  }

  /// Two-sided p of Student's test that the true difference is `null`.
  package func pValue(against null: Double = 0) -> Double {
    let distance = abs(estimate - null)
    guard standardError > 0 else { return distance == 0 ? 1 : 0 }
    return min(1, 2 * (1 - Self.cumulative(distance / standardError, degrees)))
  }

  /// How many standard errors off a two-sided test of this level has its limits; infinite at 0.
  package static func limit(level: Double, degrees: Double) -> Double {
    level > 0 ? quantile(1 - level / 2, degrees) : .infinity
  }

  static func quantile(_ p: Double, _ degrees: Double) -> Double {
    degrees > 10_000
      ? NormalDistribution.quantile(p) : StudentDistribution(degrees: degrees).quantile(p)
  }

  private static func cumulative(_ t: Double, _ degrees: Double) -> Double {
    degrees > 10_000
      ? NormalDistribution.cumulative(t) : StudentDistribution(degrees: degrees).cumulative(t)
  }
}
