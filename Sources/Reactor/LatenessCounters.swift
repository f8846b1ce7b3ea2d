/// How late a loop's timers fired: what a reading of the clock in that loop may be wrong by.
package struct LatenessCounters: Sendable, Equatable {
  /// Timers that fired.
  package private(set) var count: Int64 = 0
  /// Sum of their lateness, nanoseconds.
  package private(set) var total: Int64 = 0
  /// The worst, nanoseconds.
  package private(set) var worst: Int64 = 0
  /// Timers that were more than 10 ms late.
  package private(set) var overTenMilliseconds: Int64 = 0
  /// By lateness, four to each doubling.
  private var buckets = [Int64](repeating: 0, count: Self.bucketCount)

  /// The last one is for more than three days.
  private static let bucketCount = 4 * 48

  package init() {}

  package mutating func add(_ nanoseconds: Int64) {
    count += 1
    total &+= nanoseconds
    if nanoseconds > worst { worst = nanoseconds }
    if nanoseconds > 10_000_000 { overTenMilliseconds += 1 }
    buckets[Self.bucket(nanoseconds)] += 1
  }

  /// The lateness that this share of the timers did not exceed, nanoseconds: at most a quarter too high; `nil` before
  /// the first timer.
  package func quantile(_ share: Double) -> Int64? {
    guard count > 0 else { return nil }
    var left = Int64((share * Double(count)).rounded(.up))
    for (index, held) in buckets.enumerated() {
      left -= held
      if left <= 0 { return min(worst, Self.end(index)) }
    }
    return worst
  }

  /// The two bits after the highest one tell the quarter.
  private static func bucket(_ nanoseconds: Int64) -> Int {
    guard nanoseconds >= 4 else { return 0 }
    let octave = 63 - nanoseconds.leadingZeroBitCount
    return min(bucketCount - 1, 4 * (octave - 2) + Int(nanoseconds >> Int64(octave - 2)) & 3)
  }

  private static func end(_ index: Int) -> Int64 {
    let octave = index / 4 + 2
    if index == bucketCount - 1 { return .max }
    return (Int64(1) << Int64(octave)) + (Int64(index % 4) + 1) << Int64(octave - 2)
  }
}
