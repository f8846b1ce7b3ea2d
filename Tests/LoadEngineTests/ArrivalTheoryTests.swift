import Glibc
import LoadEngine
import RunModel
import Statistics
import Testing

/// Arrivals against theory. Bounds are those of chance at 1 in 10 000 or less, for seeds that are written down.
@Suite struct ArrivalTheoryTests {
  private static func starts(_ load: some ArrivalShape, seed: UInt64 = 1) -> [Double] {
    var schedule = ArrivalSchedule(load, seed: seed)
    return sequence(state: ()) { _ in schedule.next() }.map { Double($0.nanoseconds) / 1e9 }
  }

  private static func load(_ spread: OpenLoad.Arrivals, burstiness: Double? = nil) -> OpenLoad {
    var load = OpenLoad(stages: [LoadStage(duration: .seconds(2000), target: 10)], arrivals: spread)
    load.burstiness = burstiness
    return load
  }

  private static func gaps(_ starts: [Double]) -> [Double] { zip(starts.dropFirst(), starts).map { $0 - $1 } }

  /// Variance of the counts of windows of so many seconds, over their mean.
  private static func dispersion(_ starts: [Double], window: Double, length: Double) -> Double {
    var counts = [Double](repeating: 0, count: Int(length / window))
    for start in starts { counts[min(Int(start / window), counts.count - 1)] += 1 }
    let mean = counts.reduce(0, +) / Double(counts.count)
    return counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count - 1) / mean
  }

  /// The largest distance of the sample from a distribution (Kolmogorov and Smirnov), times the root of its size.
  private static func distance(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
    let (sorted, count) = (sample.sorted(), Double(sample.count))
    let far = sorted.enumerated().map { index, value in
      max(
        abs(distribution(value) - Double(index) / count), abs(Double(index + 1) / count - distribution(value))
      )
    }
    return (far.max() ?? 0) * count.squareRoot()
  }

  /// 2.23 is exceeded once in 10 000 samples.
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func poissonGapsAreExponential(seed: UInt64) {
    let starts = Self.starts(Self.load(.poisson), seed: seed)
    #expect(Self.distance(Self.gaps(starts)) { 1 - exp(-10 * $0) } < 2.23)
    // 200 windows: chi-square of 199 degrees, 0.01 % to each side.
    #expect((0.66...1.42).contains(Self.dispersion(starts, window: 10, length: 2000)))
  }

  /// Given their number, points of a Poisson process are uniform over its integral: also of a rate that swings.
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func poissonArrivalsFollowARateThatSwings(seed: UInt64) {
    let load = SineLoad(
      mean: 10, swing: 9, period: .seconds(100), duration: .seconds(1000), rules: .init(spread: .poisson))
    let starts = Self.starts(load, seed: seed)
    #expect(Self.distance(starts) { Self.integral(load, $0) / Self.integral(load, 1000) } < 2.23)
  }

  /// The variance of a renewal process's counts tends to 1 over the shape: of gamma gaps that is the burstiness.
  @Test(arguments: [0.25, 0.5, 2, 4], [1, 2] as [UInt64])
  func gammaArrivalsAreAsBurstyAsTheyShallBe(burstiness: Double, seed: UInt64) {
    let starts = Self.starts(Self.load(.gamma, burstiness: burstiness), seed: seed)
    let gaps = Self.gaps(starts)
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(abs(variance / (mean * mean) * burstiness - 1) < 0.15, "the gaps' variation is 1 over the shape")
    let dispersion = Self.dispersion(starts, window: 20, length: 2000)
    #expect((0.45...1.7).contains(dispersion * burstiness), "index of dispersion \(dispersion)")
    #expect(abs(Double(starts.count) - 20_000) < 4 * (20_000 / burstiness).squareRoot())
  }

  @Test func gammaOfShapeOneIsExponential() {
    let starts = Self.starts(Self.load(.gamma, burstiness: 1), seed: 3)
    #expect(Self.distance(Self.gaps(starts)) { 1 - exp(-10 * $0) } < 2.23)
  }

  /// Scaled to a wanted number, every run would have the same: the number of arrivals is left to chance.
  @Test func arrivalsByChanceAreNeverScaled() {
    let counts = (1...40).map { Double(Self.starts(Self.load(.poisson), seed: $0).count) }
    let mean = counts.reduce(0, +) / 40
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39
    #expect(Set(counts).count > 30)
    #expect((0.3...2.2).contains(variance / 20_000), "as a Poisson number has it")
  }

  // MARK: Exact

  private static func integral(_ load: SineLoad, _ time: Double) -> Double {
    let angle = 2 * Double.pi / load.period.inSeconds
    return load.mean * time + load.swing / angle * (1 - cos(angle * time))
  }

  @Test func aSineIsItsIntegral() {
    let load = SineLoad(mean: 12, swing: 8, period: .seconds(7), duration: .seconds(100))
    let starts = Self.starts(load)
    #expect(starts.count == Int(Self.integral(load, 100).rounded(.up)))
    for (index, start) in starts.enumerated() {
      #expect(abs(Self.integral(load, start) - Double(index)) < 1e-6, "arrival \(index)")
    }
    #expect(abs(load.curve.total - Self.integral(load, 100)) < 1e-6)
  }

  /// Whole periods are counted in whole numbers: a day later the plan is the same to the nanosecond.
  @Test func aSineDoesNotDrift() {
    let load = SineLoad(mean: 1, swing: 0.5, period: .seconds(60), duration: .seconds(86_400))
    let starts = Self.starts(load)
    #expect(starts.count == 86_400)
    for index in 0..<60 {
      #expect(abs(starts[86_340 + index] - starts[index] - 86_340) < 1e-9)
    }
  }

  @Test func burstsComeAtOnceAndInTime() {
    let load = BurstLoad(size: 3, every: .seconds(2.5), duration: .seconds(7.5))
    #expect(Self.starts(load) == [0, 0, 0, 2.5, 2.5, 2.5, 5, 5, 5])
    #expect(load.curve.total == 9)
  }
}
