import Testing

@testable import RunModel

/// Rates that move in straight lines, in whole numbers.
@Suite struct RateRampTests {
  @Test("A ramp whose numbers would be too large is cut into pieces that make the whole")
  func pieces() {
    let ramps = RateRamp.ramps(
      of: OpenLoad(stages: [LoadStage(duration: .seconds(7200), target: 1_000_000)], startRate: 200_000))
    #expect(ramps.count > 1)
    for (one, next) in zip(ramps, ramps.dropFirst()) {
      #expect(one.to == next.from && one.start + one.duration == next.start)
    }
    #expect(ramps.first?.from == 200_000_000_000 && ramps.last?.to == 1_000_000_000_000)
    // By hand: 7 200 s of 600 000 a second in the mean.
    #expect(ramps.reduce(0 as Int128) { $0 + $1.arrivals } == 4_320_000_000 * RateRamp.oneArrival)
  }

  @Test(
    "A rate is counted in millionths, from none to a billion a second",
    arguments: [
      (-1, 0), (0.25, 250_000), (0.000_000_4, 0), (1e9, 1_000_000_000_000_000),
      (1.2e9, 1_000_000_000_000_000),
    ] as [(Double, Int64)])
  func millionths(rate: Double, expected: Int64) { #expect(RateRamp.millionths(rate) == expected) }
}
