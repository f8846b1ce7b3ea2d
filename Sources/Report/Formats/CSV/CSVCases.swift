import RunModel
import Statistics

/// One line a case: its counts, and the median and p95 of its successes in seconds (3 %).
enum CSVCases: ReportFormat {
  static let name = "csv-cases"

  static func render(_ report: ReportDocument) -> [UInt8] {
    var table = CSVTable(["case", "parameters", "tasks", "succeeded", "p50", "p95", "failures"])
    for (id, cell) in report.measurements.cases.sorted(by: { $0.key < $1.key }) {
      let failures = cell.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      table.add([
        .text(id), .text(cell.values.joined(separator: ", ")), .count(cell.total), .count(cell.succeeded),
        .seconds(cell.latency.quantile(0.5)), .seconds(cell.latency.quantile(0.95)),
        .text(failures.joined(separator: ", ")),
      ])
    }
    return table.bytes
  }
}
