import RunModel
import Statistics

/// The latencies as comma-separated values, in seconds; quantiles that the sample cannot carry are empty.
enum CSVFormat: ReportFormat {
  static let name = "csv"

  static func render(_ report: ReportDocument) -> [UInt8] {
    var rows = ["metric,outcome,count,min,mean,p50,p75,p90,p95,p99,p99.9,max"]
    for name in MetricName.allCases {
      let series = report.measurements.series(name)
      for (outcome, histogram) in [("success", series.succeeded), ("failure", series.unsuccessful)]
      where !histogram.isEmpty {
        let shares = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999].map { share in
          histogram.carries(share) ? histogram.quantile(share).map(seconds) ?? "" : ""
        }
        let mean = histogram.mean.map { Figures.fixed($0 / 1e9, 6) } ?? ""
        rows.append(
          ([name.rawValue, outcome, "\(histogram.count)", seconds(histogram.min), mean] + shares + [
            seconds(histogram.max)
          ]).joined(separator: ","))
      }
    }
    return Array(rows.map { $0 + "\n" }.joined().utf8)
  }

  private static func seconds(_ nanoseconds: Int64) -> String { Figures.fixed(Double(nanoseconds) / 1e9, 6) }
}
