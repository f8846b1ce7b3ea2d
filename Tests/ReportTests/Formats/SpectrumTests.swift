import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct SpectrumTests {
  /// Written by HdrHistogram 2.1.11 itself (Java, Debian's libhdrhistogram-java): `new Histogram(1, 24 h, 3)`, the values
  /// i * i * 1 000 003 for i of 1 to 40, `outputPercentileDistribution(out, 5, 1e6)`.
  static let golden = """
           Value     Percentile TotalCount 1/(1-Percentile)
           1.000 0.000000000000          1           1.00
          16.007 0.100000000000          4           1.11
          64.029 0.200000000000          8           1.25
         144.048 0.300000000000         12           1.43
         256.115 0.400000000000         16           1.67
         400.032 0.500000000000         20           2.00
         484.180 0.550000000000         22           2.22
         576.193 0.600000000000         24           2.50
         676.332 0.650000000000         26           2.86
         784.335 0.700000000000         28           3.33
         900.202 0.750000000000         30           4.00
         961.020 0.775000000000         31           4.44
        1024.459 0.800000000000         32           5.00
        1089.470 0.825000000000         33           5.71
        1156.579 0.850000000000         34           6.67
        1225.785 0.875000000000         35           8.00
        1296.040 0.887500000000         36           8.89
        1296.040 0.900000000000         36          10.00
        1369.440 0.912500000000         37          11.43
        1369.440 0.925000000000         37          13.33
        1444.938 0.937500000000         38          16.00
        1444.938 0.943750000000         38          17.78
        1444.938 0.950000000000         38          20.00
        1521.484 0.956250000000         39          22.86
        1521.484 0.962500000000         39          26.67
        1521.484 0.968750000000         39          32.00
        1521.484 0.971875000000         39          35.56
        1521.484 0.975000000000         39          40.00
        1600.127 0.978125000000         40          45.71
        1600.127 1.000000000000         40
    """

  static let footer = (mean: 553.500, deviation: 488.015, max: 1600.127, count: 40)

  static var histogram: Histogram {
    var histogram = Histogram()
    for index in 1...40 as ClosedRange<Int64> { histogram.record(index * index * 1_000_003) }
    return histogram
  }

  @Test func linesAreThoseOfTheReference() {
    let lines = SpectrumFormat.lines(Self.histogram).filter { !$0.isEmpty && !$0.hasPrefix("#") }
    #expect(lines == Self.golden.split(separator: "\n").map(String.init))
  }

  /// The reference takes mean and maximum from its buckets (0.1 %); ours are exact.
  @Test func theFooterHasTheReferencesFormAndFigures() throws {
    let footer = SpectrumFormat.lines(Self.histogram).filter { $0.hasPrefix("#") }
    #expect(footer[2] == "#[Buckets =           37, SubBuckets     =         2048]")
    let mean = try #require(
      footer[0].wholeMatch(of: #/#\[Mean    = +([0-9.]+), StdDeviation   = +([0-9.]+)\]/#))
    let max = try #require(footer[1].wholeMatch(of: #/#\[Max     = +([0-9.]+), Total count    = +(\d+)\]/#))
    let figures = [(mean.1, Self.footer.mean), (mean.2, Self.footer.deviation), (max.1, Self.footer.max)]
    for (found, expected) in figures {
      #expect(abs((Double(found) ?? 0) / expected - 1) < 0.001, "\(found) instead of \(expected)")
    }
    #expect(max.2 == "40" && footer.allSatisfy { $0.count == footer[2].count })
  }

  @Test func nothingHasNoLines() {
    #expect(SpectrumFormat.lines(Histogram()).count == 5)
    var one = Histogram()
    one.record(5_000_000)
    #expect(SpectrumFormat.lines(one).count == 7)
  }
}
