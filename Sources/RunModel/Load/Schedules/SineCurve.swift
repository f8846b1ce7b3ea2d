import Glibc

/// A rate that swings about its mean: `mean + swing sin(2 pi t / period)`. Whole periods are counted in whole numbers,
/// so that nothing adds up; within a period its integral is solved to the nanosecond.
package struct SineCurve: RateCurve {
  private let mean: Double
  private let swing: Double
  private let period: Int64
  private let length: Int64
  private let perPeriod: Int128

  package init(_ load: SineLoad) {
    (mean, swing) = (Double(RateRamp.millionths(load.mean)) / 1e6, load.swing)
    (period, length) = (max(1, load.period.nanoseconds), load.duration.nanoseconds)
    perPeriod = 2 * Int128(RateRamp.millionths(load.mean)) * Int128(period)
  }

  package mutating func instant(of position: Int128) -> Int64? {
    guard perPeriod > 0 else { return nil }
    let (periods, rest) = position.quotientAndRemainder(dividingBy: perPeriod)
    let instant = periods * Int128(period) + Int128(time(of: Double(rest) / Double(RateRamp.oneArrival)))
    return instant < Int128(length) ? Int64(instant) : nil
  }

  package var total: Double {
    let (periods, rest) = length.quotientAndRemainder(dividingBy: period)
    return Double(periods) * mean * Double(period) / 1e9 + arrivals(by: rest)
  }

  /// Arrivals of one period until then.
  private func arrivals(by time: Int64) -> Double {
    let (seconds, length) = (Double(time) / 1e9, Double(period) / 1e9)
    let angle = 2 * Double.pi / length
    return mean * seconds + swing / angle * (1 - cos(angle * seconds))
  }

  /// The first nanosecond of a period at which so many have come.
  private func time(of count: Double) -> Int64 {
    var (low, high) = (Int64(0), period)
    while low < high {
      let middle = low + (high - low) / 2
      if arrivals(by: middle) >= count { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
