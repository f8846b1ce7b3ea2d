import Statistics
import Testing

@testable import RunModel

@Suite struct TimeWindowsTests {
  /// The mean in flight against adding up every attempt's overlap with every window; long runs join windows.
  @Test(arguments: [(10, 1), (200, 2), (900, 3), (4000, 4)] as [(Int, UInt64)])
  func meanInFlightIsTheTimeSpentInEachWindow(seconds: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var windows = TimeWindows()
    let attempts = (0..<500).map { _ in
      let start = random.nextUnit() * Double(seconds) * 0.9
      return (start, start + random.exponential(mean: Double(seconds) / 20))
    }
    for (start, end) in attempts {
      windows.count(
        from: RunInstant(nanoseconds: Int64(start * 1e9)), to: RunInstant(nanoseconds: Int64(end * 1e9)))
    }
    let duration = attempts.map(\.1).max()!
    let means = windows.meanInFlight(duration: duration)
    #expect(means.count == windows.windows.count && means.count <= TimeWindows.limit)
    for (index, mean) in means.enumerated() {
      let (low, high) = (Double(index * windows.width), min(Double((index + 1) * windows.width), duration))
      let spent = attempts.reduce(0) { $0 + max(0, min($1.1, high) - max($1.0, low)) }
      #expect(abs(mean! - spent / (high - low)) < 1e-4)
    }
  }

  @Test func shardsAddUp() {
    var (left, right, both) = (TimeWindows(), TimeWindows(), TimeWindows())
    for index in 0..<100 {
      let (start, end) = (
        RunInstant(nanoseconds: Int64(index) * 7_100_000_000),
        RunInstant(nanoseconds: Int64(index + 1) * 8_300_000_000)
      )
      if index < 20 { left.count(from: start, to: end) } else { right.count(from: start, to: end) }
      both.count(from: start, to: end)
    }
    left.merge(right)
    #expect(left == both && left.meanInFlight(duration: 830) == both.meanInFlight(duration: 830))
  }
}
