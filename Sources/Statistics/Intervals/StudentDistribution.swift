import Glibc

/// Student's distribution with so many degrees of freedom, which need not be whole.
package struct StudentDistribution {
  let degrees: Double

  package init(degrees: Double) { self.degrees = degrees }

  /// P(T <= t).
  package func cumulative(_ t: Double) -> Double { t > 0 ? 1 - tail(t) : tail(t) }

  /// The t with P(T <= t) = p, by Newton's steps on the logarithm of the tail, each kept between what is known of it. A
  /// comparison asks hundreds of times.
  package func quantile(_ p: Double) -> Double {
    if p == 0.5 { return 0 }
    let wanted = min(p, 1 - p)
    guard wanted > 0 else { return p > 0.5 ? .infinity : -.infinity }
    var (low, high, t) = (0.0, Double.infinity, start(wanted))
    for _ in 0..<200 {
      let tail = tail(t)
      if tail > wanted { low = t } else { high = t }
      var next = t + log(tail / wanted) * tail / density(t)
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : low * 2 + 1 }
      if abs(next - t) <= 1e-15 * t || next == low || next == high { break }
      t = next
    }
    return p > 0.5 ? t : -t
  }

  /// Of `t` or beyond, on the side on which it lies.
  private func tail(_ t: Double) -> Double {
    BetaFunction.regularised(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  }

  private func density(_ t: Double) -> Double {
    let height = lgamma((degrees + 1) / 2) - lgamma(degrees / 2)
    return exp(height - (degrees + 1) / 2 * log1p(t * t / degrees)) / (degrees * .pi).squareRoot()
  }

  /// From the normal distribution (E. A. Cornish and R. A. Fisher, 1938).
  private func start(_ tail: Double) -> Double {
    let z = -NormalDistribution.quantile(tail)
    let square = z * z
    return z + z * (square + 1) / (4 * degrees) + z * (5 * square * square + 16 * square + 3)
      / (96 * degrees * degrees)
  }
}
