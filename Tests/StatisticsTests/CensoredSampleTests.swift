import Statistics
import Testing

@Suite struct CensoredSampleTests {
  private func histogram(_ values: [Int64]) -> Histogram {
    values.reduce(into: Histogram()) { $0.record($1) }
  }

  @Test(arguments: [(0.25, 30.0, 30.0), (0.5, 40, 60), (0.6, 60, 80), (0.95, 90, .infinity)])
  func aQuantileLiesBetweenEndedThenAndNever(q: Double, low: Double, high: Double) {
    let sample = CensoredSample(
      observed: histogram([10, 20, 30, 40, 50, 60, 70, 80]), censored: histogram([35, 35, 65, 90]))
    #expect(sample.quantile(q) == Interval(low: low, high: high))
    #expect(sample.maximum == Interval(low: 90, high: .infinity) && sample.minimum == 10)
    #expect(sample.mean == 585.0 / 12 && sample.count == 12)
    #expect(sample.share(atMost: 50)?.successes == 5)
    #expect(sample.share(atMost: 50, hopeful: true)?.successes == 7)
  }

  /// Of 12 that came or were cut, and 8 that never came, the 12 are the first 60 %.
  @Test func whatFailedIsLongerThanEverything() {
    let sample = CensoredSample(
      observed: histogram([10, 20, 30, 40, 50, 60, 70, 80]), censored: histogram([35, 35, 65, 90])
    ).adjusted(failures: 8)
    #expect(sample.count == 20 && sample.failed == 8)
    #expect(sample.quantile(0.15) == Interval(low: 30, high: 30))
    #expect(sample.quantile(0.5) == Interval(low: 70, high: .infinity))
    #expect(sample.quantile(0.61) == Interval(low: .infinity, high: .infinity))
    #expect(sample.quantileInterval(0.99).low == .infinity)
    #expect(sample.share(atMost: 1000)?.estimate == 0.4)
    #expect(CensoredSample(observed: Histogram()).adjusted(failures: 3).count == 0, "nothing is known then")
  }

  @Test func withoutCutsItIsTheHistogram() {
    var random = SeededGenerator(seed: 1)
    var plain = Histogram()
    for _ in 0..<500 { plain.record(Int64(random.logNormal(median: 0.1, sigma: 1) * 1e9)) }
    let sample = CensoredSample(observed: plain)
    for q in [0.01, 0.5, 0.9, 0.99, 1] {
      let value = Double(plain.quantile(q) ?? -1)
      #expect(sample.quantile(q) == Interval(low: value, high: value))
    }
    let interval = sample.quantileInterval(0.9)
    let known = plain.quantileInterval(0.9)
    #expect(interval.low == known.low.map(Double.init) && interval.high == known.high.map(Double.init))
    #expect(sample.mean == plain.mean && sample.maximum?.high == Double(plain.max))
  }

  @Test func ofNothingThereIsNothing() {
    let nothing = CensoredSample(observed: Histogram())
    #expect(nothing.quantile(0.5) == nil && nothing.mean == nil && nothing.maximum == nil)
    #expect(nothing.share(atMost: 1) == nil && !nothing.carries(0.5))
  }

  @Test func aTenthThatWasCutLeavesNoNinetyFifthPercentile() {
    var (observed, censored) = (Histogram(), Histogram())
    for index in 0..<900 { observed.record(Int64(index)) }
    censored.record(1000, count: 100)
    let sample = CensoredSample(observed: observed, censored: censored)
    #expect(sample.quantile(0.95) == Interval(low: 1000, high: .infinity))
    #expect(sample.quantileInterval(0.95).high == .infinity)
    #expect(sample.quantile(0.89)?.high.isFinite == true)
    #expect(sample.share(atMost: 2000)?.estimate == 0.9, "what was cut may have been longer")
  }

  /// The interval must cover the quantile of the uncut durations, whatever the cut.
  @Test func theIntervalHoldsWhateverWasCut() {
    var random = SeededGenerator(seed: 5)
    var missed = 0
    for _ in 0..<200 {
      var (observed, censored) = (Histogram(), Histogram())
      for _ in 0..<200 {
        let (value, limit) = (Int64(random.nextUnit() * 1000), Int64(random.nextUnit() * 4000))
        if value <= limit { observed.record(value) } else { censored.record(limit) }
      }
      let interval = CensoredSample(observed: observed, censored: censored).quantileInterval(0.7)
      if !(interval.low <= 700 && 700 <= interval.high) { missed += 1 }
    }
    #expect(missed <= 10, "\(missed) of 200 at 95 %")
  }

  @Test(arguments: [0.5, 0.95, 0.99, 0.999]) func carriesFromTheLeastCountOn(q: Double) {
    let least = QuantileInterval.minimumCount(q)
    for (count, carries) in [(least - 1, false), (least, true)] {
      var histogram = Histogram()
      histogram.record(1, count: Int64(count))
      #expect(CensoredSample(observed: histogram).carries(q) == carries, "\(q) of \(count)")
    }
  }

  @Test func aSketchBecomesAHistogramThatIsOffByLittle() {
    var (sketch, exact) = (LatencySketch(), Histogram())
    var random = SeededGenerator(seed: 2)
    for _ in 0..<1000 {
      let value = Int64(random.logNormal(median: 0.3, sigma: 0.8) * 1e9)
      sketch.record(value)
      exact.record(value)
    }
    let rebuilt = Histogram(sketch)
    #expect(rebuilt.count == 1000)
    for q in [0.1, 0.5, 0.95] {
      let (near, right) = (Double(rebuilt.quantile(q) ?? 0), Double(exact.quantile(q) ?? 0))
      #expect(abs(near / right - 1) < 0.017)
    }
  }
}
