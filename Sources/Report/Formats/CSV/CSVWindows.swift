import RunModel
import Statistics

/// One line a window of the run's time, warm-up included; quantiles of successes in seconds (3 %).
enum CSVWindows: ReportFormat {
  static let name = "csv-windows"

  static func render(_ report: ReportDocument) -> [UInt8] {
    var table = CSVTable([
      "start", "length", "started", "ended", "succeeded", "failed", "timeout", "error", "cancelled",
      "response_p50", "response_p95", "ttft_p50", "ttft_p95", "tokens", "events", "bytes", "failures",
    ])
    let windows = report.measurements.windows
    for (index, window) in windows.windows.enumerated() {
      let failures = window.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      table.add(
        [.count(index * windows.width), .count(windows.width), .count(window.started), .count(window.ended)]
          + window.finished.map { .count($0) } + quantiles(window.response) + quantiles(window.firstText)
          + [
            .count(window.tokens), .count(window.events), .count(Int(window.bytes)),
            .text(failures.joined(separator: ", ")),
          ])
    }
    return table.bytes
  }

  private static func quantiles(_ sketch: LatencySketch) -> [CSVTable.Cell] {
    [.seconds(sketch.quantile(0.5)), .seconds(sketch.quantile(0.95))]
  }
}
