import Testing

@testable import Reactor

@Suite struct LatenessCountersTests {
  /// A quantile is that of the sorted values, at most a quarter above it and never below.
  @Test(arguments: [0.5, 0.9, 0.99, 1]) func quantilesAreThoseOfTheValues(share: Double) throws {
    var counters = LatenessCounters()
    let values = (0..<5000).map { Int64($0 * $0 * 37 % 90_000_001) }
    for value in values { counters.add(value) }
    let exact = values.sorted()[Int((share * 5000).rounded(.up)) - 1]
    let found = try #require(counters.quantile(share))
    #expect(found >= exact && Double(found) <= Double(exact) * 1.25 + 4, "\(found) of \(exact)")
  }

  @Test(arguments: [0, 1, 3, 4, 5, 7, 8, 1_000_000_007, Int64.max / 2]) func takesAnyValue(value: Int64)
    throws
  {
    var counters = LatenessCounters()
    counters.add(value)
    #expect(counters.quantile(0.5) == value)
  }

  @Test func withoutTimersNothingIsKnown() { #expect(LatenessCounters().quantile(0.5) == nil) }
}
