import Foundation
import Statistics
import Testing

@Suite struct HistogramTests {
  /// Values over the whole range, as likely small as large.
  static func values(_ count: Int, seed: UInt64) -> [Int64] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int64(generator.next() >> (17 + generator.next() % 47)) }
  }

  static func histogram(_ values: [Int64]) -> Histogram {
    values.reduce(into: Histogram()) { $0.record($1) }
  }

  @Test(arguments: [1, 2, 3, 10, 1000, 20_000]) func agreesWithASortedArray(count: Int) {
    let values = Self.values(count, seed: UInt64(count))
    let sorted = values.sorted()
    let histogram = Self.histogram(values)
    let shares = [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1]
    for (share, found) in zip(shares, histogram.quantiles(shares)) {
      let rank = min(max(Int((share * Double(count)).rounded(.up)), 1), count)
      let exact = sorted[rank - 1]
      #expect(found! >= exact && Double(found! - exact) <= Double(exact) * 0.001, "\(share) of \(count)")
    }
    #expect(histogram.count == Int64(count))
    #expect(histogram.min == sorted.first && histogram.max == sorted.last)
    #expect(histogram.sum == values.reduce(Int128(0)) { $0 + Int128($1) })
  }

  @Test func quantilesAreMonotoneAndEndAtTheMaximum() {
    let histogram = Self.histogram(Self.values(5000, seed: 7))
    let found = histogram.quantiles(stride(from: 0.0, through: 1, by: 0.001).map(\.self)).compactMap(\.self)
    #expect(found == found.sorted())
    #expect(found.last == histogram.max)
  }

  @Test func everyBucketIsNarrowEnough() {
    for value in Self.values(20_000, seed: 3) {
      let bucket = Histogram.init(recording: value).buckets.first { _ in true }!
      #expect(bucket.lowest <= value && value <= bucket.highest)
      #expect(Double(bucket.highest - bucket.lowest) <= max(0, Double(value) * 0.001))
    }
  }

  @Test func mergesWithoutLoss() {
    for seed in 0..<50 {
      let values = Self.values(200, seed: UInt64(seed))
      let cut = seed * 4
      var merged = Self.histogram(Array(values[..<cut]))
      merged.merge(Self.histogram(Array(values[cut...])))
      #expect(merged == Self.histogram(values))
    }
  }

  @Test func ofNothingThereIsNoQuantile() {
    #expect(Histogram().quantile(0.5) == nil)
    #expect(Histogram().mean == nil)
    #expect(Histogram().buckets.reduce(0) { $0 + $1.count } == 0)
  }

  @Test func boundsWhatItCannotHold() {
    var histogram = Histogram()
    histogram.record(-5)
    histogram.record(.max)
    #expect(histogram.min == 0 && histogram.max == .max && histogram.quantile(1) != nil)
    histogram.record(10, count: 0)
    #expect(histogram.count == 2)
  }

  @Test func countsAtOrBelow() {
    let histogram = Self.histogram([100, 200, 300])
    #expect([0, 100, 250, 300, 900].map { histogram.count(atOrBelow: $0) } == [0, 1, 2, 3, 3])
  }

  @Test func roundTripsThroughJSON() throws {
    for histogram in [Histogram(), Self.histogram([0]), Self.histogram(Self.values(300, seed: 9))] {
      let data = try JSONEncoder().encode(histogram)
      #expect(try JSONDecoder().decode(Histogram.self, from: data) == histogram)
    }
  }

  @Test(arguments: [
    #"{"count":1,"sum":"5","min":5,"max":5,"buckets":[5]}"#,
    #"{"count":2,"sum":"5","min":5,"max":5,"buckets":[5,1]}"#,
    #"{"count":1,"sum":"5","min":5,"max":6,"buckets":[5,1]}"#,
    #"{"count":1,"sum":"x","min":5,"max":5,"buckets":[5,1]}"#,
    #"{"count":1,"sum":"5","min":5,"max":5,"buckets":[-5,1]}"#,
    #"{"count":1,"sum":"5","min":5,"max":5,"buckets":[99999999,1]}"#,
    #"{"count":2,"sum":"5","min":5,"max":5,"buckets":[5,1,0,1]}"#,
  ]) func refusesContradictions(json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Histogram.self, from: Data(json.utf8)) }
  }
}

extension Histogram {
  init(recording value: Int64) {
    self.init()
    record(value)
  }
}
