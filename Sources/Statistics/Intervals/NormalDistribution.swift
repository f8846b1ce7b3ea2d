import Glibc

/// The standard normal distribution.
package enum NormalDistribution {
  /// P(Z <= z).
  package static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / (2.0).squareRoot()) }

  /// The z with P(Z <= z) = p, for 0 < p < 1. P. J. Acklam's rational approximation, refined by one step of
  /// Halley's method to full precision.
  package static func quantile(_ p: Double) -> Double {
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    let start = approximate(p)
    let error = cumulative(start) - p
    let step = error * (2 * Double.pi).squareRoot() * exp(start * start / 2)
    return start - step / (1 + start * step / 2)
  }

  private static func approximate(_ p: Double) -> Double {
    if p > 0.5 { return -approximate(1 - p) }
    if p < 0.02425 {
      let q = (-2 * log(p)).squareRoot()
      return polynomial(tailTop, q) / (polynomial(tailBottom, q) * q + 1)
    }
    let q = p - 0.5
    let r = q * q
    return polynomial(centreTop, r) * q / (polynomial(centreBottom, r) * r + 1)
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }

  private static let centreTop = [
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
    -3.066479806614716e+01, 2.506628277459239e+00,
  ]
  private static let centreBottom = [
    -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
    -1.328068155288572e+01,
  ]
  private static let tailTop = [
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
    4.374664141464968e+00, 2.938163982698783e+00,
  ]
  private static let tailBottom = [
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
  ]
}
