/// The difference of two means with unequal variances (B. L. Welch, 1947).
package enum WelchInterval {
  /// Interval of mean(b) - mean(a); `nil` unless each side has two values.
  package static func difference(_ a: [Double], _ b: [Double], confidence: Double = 0.95) -> Interval? {
    guard a.count > 1, b.count > 1 else { return nil }
    let (first, second) = (spread(a), spread(b))
    let error = first.squaredError + second.squaredError
    let estimate = second.mean - first.mean
    guard error > 0 else { return Interval(low: estimate, high: estimate) }
    let degrees =
      error * error
      / (first.squaredError * first.squaredError / Double(a.count - 1)
        + second.squaredError * second.squaredError / Double(b.count - 1))
    let half = BetaFunction.studentQuantile(0.5 + confidence / 2, degrees: degrees) * error.squareRoot()
    return Interval(low: estimate - half, high: estimate + half)
  }

  private static func spread(_ values: [Double]) -> (mean: Double, squaredError: Double) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / n)
  }
}
