import RunModel
import Statistics

/// The percentile spectrum of response times in HdrHistogram's text form, for its plotters; milliseconds. The lines are
/// those of `outputPercentileDistribution` with five ticks a halving (Java's default), value for value.
enum SpectrumFormat: ReportFormat {
  static let name = "spectrum"

  static func render(_ report: ReportDocument) -> [UInt8] {
    Array(lines(report.measurements.latency(.responseTime)).map { $0 + "\n" }.joined().utf8)
  }

  static func lines(_ histogram: Histogram, ticks: Int = 5) -> [String] {
    var lines = ["       Value     Percentile TotalCount 1/(1-Percentile)", ""]
    var level = PercentileLevel(ticksPerHalving: ticks)
    var cumulative: Int64 = 0
    for bucket in histogram.buckets {
      cumulative += bucket.count
      let reached = 100 * Double(cumulative) / Double(histogram.count)
      while cumulative < histogram.count, reached >= level.percent {
        lines.append(line(bucket.highest, level.percent, cumulative))
        level.advance()
      }
      if cumulative == histogram.count {
        if reached >= level.percent, level.percent < 100 {
          lines.append(line(bucket.highest, level.percent, cumulative))
        }
        lines.append(line(bucket.highest, 100, cumulative))
      }
    }
    return lines + footer(histogram)
  }

  private static func footer(_ histogram: Histogram) -> [String] {
    // The reference divides by n, not by n - 1.
    let share = histogram.count > 0 ? Double(histogram.count - 1) / Double(histogram.count) : 0
    let deviation = (histogram.standardDeviation ?? 0) * share.squareRoot()
    return [
      "#[Mean    = \(pad(ms(histogram.mean ?? 0), 12)), StdDeviation   = \(pad(ms(deviation), 12))]",
      "#[Max     = \(pad(ms(Double(histogram.max)), 12)), Total count    = \(pad("\(histogram.count)", 12))]",
      "#[Buckets = \(pad("37", 12)), SubBuckets     = \(pad("2048", 12))]",
    ]
  }

  private static func line(_ value: Int64, _ percent: Double, _ count: Int64) -> String {
    let tail = percent < 100 ? " " + pad(Figures.fixed(1 / (1 - percent / 100), 2), 14) : ""
    return "\(pad(ms(Double(value)), 12)) \(Figures.fixed(percent / 100, 12)) \(pad("\(count)", 10))\(tail)"
  }

  private static func ms(_ nanoseconds: Double) -> String { Figures.fixed(nanoseconds / 1e6, 3) }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// The levels of HdrHistogram's percentile iterator: so many ticks each time that the distance to 100 % halves.
struct PercentileLevel {
  private(set) var percent = 0.0
  private let ticksPerHalving: Int

  init(ticksPerHalving: Int) { self.ticksPerHalving = ticksPerHalving }

  mutating func advance() {
    var halvings = 1
    var rest = 100.0 / (100 - percent)
    while rest >= 2 {
      rest /= 2
      halvings += 1
    }
    percent += 100 / (Double(ticksPerHalving) * Double(1 << min(halvings, 62)))
  }
}
