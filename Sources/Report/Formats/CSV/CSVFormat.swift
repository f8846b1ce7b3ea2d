import RunModel
import Statistics

/// The latencies as comma-separated values, in seconds; quantiles that the sample cannot carry are empty.
enum CSVFormat: ReportFormat {
  static let name = "csv"

  static func render(_ report: ReportDocument) -> [UInt8] {
    var table = CSVTable([
      "metric", "outcome", "count", "min", "mean", "p50", "p75", "p90", "p95", "p99", "p99.9", "max",
    ])
    for name in MetricName.allCases {
      let series = report.measurements.series(name)
      for (outcome, histogram) in [("success", series.succeeded), ("failure", series.unsuccessful)]
      where !histogram.isEmpty {
        let quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999].map { share in
          CSVTable.Cell.seconds(histogram.carries(share) ? histogram.quantile(share) : nil)
        }
        let mean = histogram.mean.map { Figures.fixed($0 / 1e9, 6) } ?? ""
        table.add(
          [
            .text(name.rawValue), .text(outcome), .count(Int(histogram.count)), .seconds(histogram.min),
            .figure(mean),
          ] + quantiles + [.seconds(histogram.max)])
      }
    }
    return table.bytes
  }
}
