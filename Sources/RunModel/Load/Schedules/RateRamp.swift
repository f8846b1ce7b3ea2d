/// A stretch in which the rate of arrivals moves in a straight line, in whole numbers. Pure.
struct RateRamp: Sendable {
  /// One arrival, in the unit of ``arrivals``: twice millionths of an arrival a second, times nanoseconds.
  static let oneArrival: Int128 = 2_000_000_000_000_000

  /// Nanoseconds since the load's start.
  let start: Int64
  let duration: Int64
  /// Millionths of an arrival a second, at both ends.
  let from: Int64
  let to: Int64

  /// All arrivals of the stretch.
  var arrivals: Int128 { (Int128(from) + Int128(to)) * Int128(duration) }

  /// The ramps of a load, each short enough that nothing overflows.
  static func ramps(of load: OpenLoad) -> [RateRamp] {
    var ramps: [RateRamp] = []
    var start: Int64 = 0
    var rate = millionths(load.startRate ?? load.stages.first?.target ?? 0)
    for stage in load.stages {
      let target = millionths(stage.target)
      let ramp = RateRamp(start: start, duration: stage.duration.nanoseconds, from: rate, to: target)
      if ramp.duration > 0 { ramps += ramp.pieces() }
      start += ramp.duration
      rate = target
    }
    return ramps
  }

  /// The first nanosecond after the start at which so many arrivals have come: the least t with
  /// `2 from D t + (to - from) t^2 >= count D`.
  func time(of count: Int128) -> Int64 {
    if from == to { return Int64(clamping: (count + 2 * Int128(from) - 1) / (2 * Int128(from))) }
    let (length, wanted) = (Int128(duration), count * Int128(duration))
    var (low, high) = (Int128(0), length)
    while low < high {
      let middle = (low + high) / 2
      let reached = 2 * Int128(from) * length * middle + Int128(to - from) * middle * middle
      if reached >= wanted { high = middle } else { low = middle + 1 }
    }
    return Int64(clamping: low)
  }

  /// Itself, or its halves where its numbers would become too large.
  private func pieces() -> [RateRamp] {
    let largest = Double(max(from, to)) * Double(duration) * Double(duration)
    if from == to || largest < 0x1p123 { return [self] }
    let (half, middle) = (duration / 2, from + (to - from) / 2)
    let first = RateRamp(start: start, duration: half, from: from, to: middle)
    let second = RateRamp(start: start + half, duration: duration - half, from: middle, to: to)
    return first.pieces() + second.pieces()
  }

  static func millionths(_ rate: Double) -> Int64 { Int64((max(0, min(rate, 1e9)) * 1e6).rounded()) }
}
