import RunModel
import Testing

@testable import Report

/// What is kept of a run's time while it goes on.
@Suite struct LiveSeriesTests {
  @Test func aLookHoldsForTheTimeSinceTheOneBefore() {
    var series = LiveSeries()
    series.add(elapsed: 1, finished: 10, inFlight: 2, asked: 12)
    series.add(elapsed: 3, finished: 50, inFlight: 6, asked: 20)
    #expect(series.reached == [10, 20, 20] && series.inFlight == [2, 6, 6] && series.asked == [12, 20, 20])
    series.add(elapsed: 3.5, finished: 50, inFlight: 0, asked: nil)
    #expect(series.reached == [10, 20, 20, 0] && series.asked == [12, 20, 20, nil])
    #expect(series.peak == 6)
  }

  /// Whatever the time, at most 240 places; nothing that finished is lost.
  @Test(arguments: [30.0 * 60, 86_400, 1e9]) func staysSmallAndLosesNothing(length: Double) {
    var series = LiveSeries()
    let step = max(1, length / 5000)
    var (elapsed, finished) = (0.0, 0)
    while elapsed < length {
      (elapsed, finished) = (elapsed + step, finished + 7)
      series.add(elapsed: elapsed, finished: finished, inFlight: 3, asked: 9)
    }
    #expect(series.places.count <= LiveSeries.limit && series.places.count >= LiveSeries.limit / 2 - 1)
    #expect(abs(series.places.reduce(0) { $0 + $1.finished } - Double(finished)) < 1e-3 * Double(finished))
    #expect(
      series.inFlight.allSatisfy { abs($0! - 3) < 1e-6 } && series.asked.allSatisfy { abs($0! - 9) < 1e-6 })
    #expect(series.isConsistent)
  }

  @Test(arguments: [-1, 0, Double.nan, .infinity, 1e13]) func whatIsNoTimeIsPassedOver(elapsed: Double) {
    var series = LiveSeries()
    series.add(elapsed: elapsed, finished: 1, inFlight: 1, asked: nil)
    #expect(series == LiveSeries())
  }
}
