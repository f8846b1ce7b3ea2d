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

  /// The smallest true difference that such an experiment finds with the given power: the sum of both quantiles
  /// times the standard error, the usual approximation to the noncentral distribution.
  package func smallestDetectable(alpha: Double = 0.05, power: Double = 0.8) -> Double {
    (Self.quantile(1 - alpha / 2, degrees) + Self.quantile(power, degrees)) * standardError
  }

  /// How many observations a side (runs, or pairs) would find a true difference of `difference` with the given
  /// power, when `count` gave this standard error, known with `powerDegrees` (C. Stein, 1945); `nil` when some 10 000 are not enough.
  package func observationsNeeded(
    toDetect difference: Double, from count: Int, degreesPerObservation: Double = 1, alpha: Double = 0.05,
    power: Double = 0.8, powerDegrees: Double? = nil
  ) -> Int? {
    guard difference > 0, count > 0 else { return nil }
    func isEnough(_ n: Int) -> Bool {
      var scaled = self
      scaled.standardError *= (Double(count) / Double(n)).squareRoot()
      scaled.degrees = Double(n - 1) * degreesPerObservation
      let quantiles =
        Self.quantile(1 - alpha / 2, scaled.degrees) + Self.quantile(power, powerDegrees ?? scaled.degrees)
      return quantiles * scaled.standardError <= difference
    }
    // With a known standard error so many would do; Student asks for a few more.
    let known = Effect(estimate: 0, standardError: standardError)
    let factor = known.smallestDetectable(alpha: alpha, power: power) / difference
    let least = Double(count) * factor * factor
    guard least < 10_000 else { return nil }
    return (max(2, Int(least))...10_010).first(where: isEnough)
  }

  /// How many standard errors off a two-sided test of this level has its limits; infinite at 0.
  package static func limit(level: Double, degrees: Double) -> Double {
    level > 0 ? quantile(1 - level / 2, degrees) : .infinity
  }

  static func quantile(_ p: Double, _ degrees: Double) -> Double {
    degrees > 10_000
      ? NormalDistribution.quantile(p) : BetaFunction.studentQuantile(p, degrees: degrees)
  }

  private static func cumulative(_ t: Double, _ degrees: Double) -> Double {
    degrees > 10_000
      ? NormalDistribution.cumulative(t) : BetaFunction.studentCumulative(t, degrees: degrees)
  }
}
