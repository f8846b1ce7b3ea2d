/// Round ticks for an axis. Pure.
struct Axis {
  var ticks: [Double]
  var top: Double

  /// About `count` ticks from 0 to at least `maximum`, at steps of 1, 2 or 5 times a power of ten.
  init(maximum: Double, count: Int = 4) {
    guard maximum > 0, maximum.isFinite else {
      (ticks, top) = ([0, 1], 1)
      return
    }
    let rough = maximum / Double(count)
    var exponent = -12
    while Self.power(exponent + 1) <= rough { exponent += 1 }
    let factor = [1.0, 2, 5, 10].first { $0 * Self.power(exponent) >= rough * 0.999 } ?? 10
    let steps = Int((maximum / (factor * Self.power(exponent)) - 1e-9).rounded(.up))
    // Multiplied by whole numbers last, so that ticks are exactly round.
    ticks = (0...max(steps, 1)).map { tick in
      let whole = Double(tick) * factor
      return exponent < 0 ? whole / Self.power(-exponent) : whole * Self.power(exponent)
    }
    top = ticks.last ?? 1
  }

  private static func power(_ exponent: Int) -> Double {
    let power = (0..<abs(exponent)).reduce(1.0) { value, _ in value * 10 }
    return exponent < 0 ? 1 / power : power
  }

  /// Ticks for a time of so many seconds.
  static func time(_ seconds: Double) -> [Double] {
    let steps: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400,
    ]
    let step = steps.first { seconds / $0 <= 6 } ?? 86400
    return Array(stride(from: 0, through: seconds, by: step))
  }

  /// Up to `count` round values between two positive ones, for an axis of logarithms; finer where they are close.
  static func logarithmic(_ low: Double, _ high: Double, count: Int = 6) -> [Double] {
    guard low > 0, high > low else { return [] }
    let steps: [[Double]] = [
      [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9], [1, 1.5, 2, 3, 4, 5, 6, 8],
      [1, 2, 3, 5], [1, 3], [1],
    ]
    let choices = steps.map { factors in
      (-12...6).flatMap { exponent in factors.map { $0 * power(exponent) } }
        .filter { (low...high).contains($0) }
    }
    return choices.first { $0.count <= count }
      ?? choices.last!.enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }
}
