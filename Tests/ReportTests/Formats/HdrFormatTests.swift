import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct HdrFormatTests {
  /// By the Python package `hdrhistogram` 0.10, of the values below.
  static let golden = "HISTFAAAADd4nJNpmSzMwMAgzgABzFCakYGh/j8I2H+ACjCd5mdaLcDEdFCY6bQX08XzjCzr9zAyAQB78g6p"

  @Test func readsWhatTheReferenceWrote() throws {
    let histogram = try #require(HdrFormat.decode(Self.golden))
    #expect(histogram.count == 9)
    #expect(histogram.quantile(0.5).map { abs($0 - 5000) <= 4 } == true)
  }

  @Test func readsWhatItWrote() throws {
    let histogram = SampleRun.measurements(300).latency(.responseTime)
    let read = try #require(HdrFormat.decode(HdrFormat.encode(histogram)))
    #expect(read.count == histogram.count && read.buckets.map(\.count) == histogram.buckets.map(\.count))
    for text in ["", "AAAA", "HISTFAAAAAA", String(HdrFormat.encode(histogram).dropLast(20))] {
      #expect(HdrFormat.decode(text) == nil)
    }
  }
}
