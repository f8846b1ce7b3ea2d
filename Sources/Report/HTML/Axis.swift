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
    let step = steps.first { seconds / $0 <= 8 } ?? 86400
    return Array(stride(from: 0, through: seconds, by: step))
  }
}
