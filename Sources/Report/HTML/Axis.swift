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
    var power = 1e-12
    while power * 10 <= rough { power *= 10 }
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? power * 10
    let steps = Int((maximum / step).rounded(.up))
    ticks = (0...max(steps, 1)).map { Double($0) * step }
    top = ticks.last ?? 1
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
