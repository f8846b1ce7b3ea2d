import Statistics
import Testing

/// Golden bytes by the Python package `hdrhistogram` 0.10: HdrHistogram(1, 2^47 - 1, 3).
@Suite struct HdrFormTests {
  static let values: [Int64] = [
    1, 1000, 2047, 2048, 5000, 123_456, 1_000_000_000, 1_000_000_000, 3_600_000_000_000,
  ]
  static let golden =
    "1c849313000000170000000000000003000000000000000100007fffffffffff3ff0000000000000"
    + "0102cb0f02ab100202c11302cb4a02d1cf0104afbc0102"

  @Test func encodesAsTheReferenceDoes() {
    var histogram = Histogram()
    for value in Self.values { histogram.record(value) }
    #expect(SHA256.hexadecimal(digest: histogram.encodedV2) == Self.golden)
    #expect(histogram.quantile(0.5) == 5003, "the upper edge of a bucket four wide, as the reference says")
  }

  @Test func readsWhatItWrote() throws {
    let histogram = HistogramTests.histogram(HistogramTests.values(500, seed: 4))
    let read = try #require(Histogram(encodedV2: histogram.encodedV2))
    #expect(read.count == histogram.count)
    #expect(read.buckets.map(\.index) == histogram.buckets.map(\.index))
    #expect(read.buckets.map(\.count) == histogram.buckets.map(\.count))
  }

  @Test func refusesWhatIsNotIts() {
    #expect(Histogram(encodedV2: []) == nil)
    let bytes = HistogramTests.histogram([5, 6]).encodedV2
    for cut in 0..<bytes.count { #expect(Histogram(encodedV2: Array(bytes[..<cut])) == nil) }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      var broken = bytes
      broken[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
      _ = Histogram(encodedV2: broken)
    }
  }
}
