import LoadEngine
import RunModel
import Testing

/// Golden values from Python's `fractions` and `math.isqrt`: the smallest whole nanosecond t with N(t) >= i,
/// N the integral of the rate.
@Suite struct ArrivalScheduleTests {
  private func starts(_ load: OpenLoad, seed: UInt64 = 1) -> [Int64] {
    var schedule = ArrivalSchedule(load, seed: seed)
    var starts: [Int64] = []
    while let next = schedule.next() { starts.append(next.nanoseconds) }
    return starts
  }

  @Test func aConstantRateIsExactAlsoAfterDays() {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(3 * 86_400), target: 0.7)])
    let times = starts(load)
    #expect(times.count == 181_440)
    // ceil(i * 10^10 / 7)
    #expect(times[1] == 1_428_571_429 && times[7] == 10_000_000_000)
    #expect(times[181_439] == 259_198_571_428_572)
  }

  @Test func aRampIsItsIntegral() {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(10), target: 10)], startRate: 0)
    let times = starts(load)
    #expect(times.count == 50)
    // sqrt(2 i) seconds, rounded up
    #expect(times[0] == 0 && times[2] == 2_000_000_000 && times[8] == 4_000_000_000)
    #expect(times[1] == 1_414_213_563 && times[49] == 9_899_494_937)
  }

  @Test func stagesFollowWithoutAGapOrAnOverlap() {
    let load = OpenLoad(stages: [
      LoadStage(duration: .seconds(1), target: 3), LoadStage(duration: .zero, target: 8),
      LoadStage(duration: .seconds(2), target: 8), LoadStage(duration: .seconds(4), target: 0),
    ])
    let times = starts(load)
    #expect(times.count == 3 + 16 + 16)
    #expect(times == times.sorted() && Set(times).count == times.count)
    #expect(times[3] == 1_000_000_000 && times[4] == 1_125_000_000 && times[19] == 3_000_000_000)
  }

  @Test func poissonArrivalsAreSeededAndHaveTheirMoments() {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(2000), target: 10)], arrivals: .poisson)
    let times = starts(load)
    #expect(times == starts(load) && times != starts(load, seed: 2))
    #expect(abs(times.count - 20_000) < 600, "four standard deviations")
    let gaps = zip(times.dropFirst(), times).map { Double($0 - $1) / 1e9 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(abs(variance.squareRoot() / mean - 1) < 0.04, "exponential gaps: deviation = mean")
  }
}
