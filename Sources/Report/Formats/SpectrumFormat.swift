import RunModel
import Statistics

/// The percentile spectrum of response times in HdrHistogram's text form, for its plotters. In milliseconds.
enum SpectrumFormat: ReportFormat {
  static let name = "spectrum"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let histogram = report.measurements.latency(.responseTime)
    var lines = ["       Value     Percentile TotalCount 1/(1-Percentile)", ""]
    var cumulative: Int64 = 0
    let steps = self.steps(histogram.count)
    var next = 0
    for bucket in histogram.buckets {
      cumulative += bucket.count
      let share = Double(cumulative) / Double(histogram.count)
      while next < steps.count, steps[next] <= share {
        lines.append(line(min(bucket.highest, histogram.max), steps[next], cumulative))
        next += 1
      }
    }
    lines.append(
      "#[Mean    = \(pad(ms(histogram.mean ?? 0), 12)), StdDeviation   = \(pad(ms(histogram.standardDeviation ?? 0), 12))]"
    )
    lines.append(
      "#[Max     = \(pad(ms(Double(histogram.max)), 12)), Total count    = \(pad("\(histogram.count)", 12))]")
    lines.append("#[Buckets = \(pad("37", 12)), SubBuckets     = \(pad("2048", 12))]")
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// Five steps each time that the distance to 100 % halves, as far as the sample reaches; then 100 %.
  private static func steps(_ count: Int64) -> [Double] {
    guard count > 0 else { return [] }
    var steps: [Double] = []
    var (rest, next) = (1.0, 0.0)
    while 1 - next > 1 / Double(count) {
      for part in 0..<5 { steps.append(next + rest / 2 * Double(part) / 5) }
      next += rest / 2
      rest /= 2
    }
    return steps + [1]
  }

  private static func line(_ value: Int64, _ share: Double, _ count: Int64) -> String {
    let tail = share < 1 ? pad(Figures.fixed(1 / (1 - share), 2), 15) : ""
    return pad(ms(Double(value)), 12) + " " + pad(Figures.fixed(share, 12).prefix(14).description, 14) + " "
      + pad("\(count)", 10) + " " + tail
  }

  private static func ms(_ nanoseconds: Double) -> String { Figures.fixed(nanoseconds / 1e6, 3) }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
