import Statistics

/// A run in the words of the benchmark reports that Dify Enterprise publishes, so that both can be held beside each other
/// (<doc:Baseline>). Pure.
package struct EnterpriseWords {
  private let report: ReportDocument
  private let baseline: BaselineReport

  /// `nil` of a run without a baseline.
  package init?(_ report: ReportDocument) {
    guard let baseline = report.baseline else { return nil }
    (self.report, self.baseline) = (report, baseline)
  }

  /// The head of a table.
  package static let columns = ["Dify Enterprise's word", "max", "avg", "min", "P50", "P90", "P95"]

  /// The cells of each figure.
  package var rows: [[String]] {
    [
      ["Event throughput, a second"] + Self.spread(eventRates, Figures.digits) + ["", "", ""],
      ["TTFE"] + Self.spread(report.measurements.latency(.firstEvent)),
      ["Connections"] + connections + ["", "", "", ""],
      ["Empty Workflow QPS, of one user"] + Self.spread(emptyRates, Figures.digits) + ["", "", ""],
      ["Empty Workflow duration"] + Self.spread(alone),
      ["the same beside the load"] + Self.spread(baseline[.beside].total),
    ].filter { row in row.dropFirst().contains { !$0.isEmpty } }
  }

  /// Events a second of each whole window after the warm-up.
  private var eventRates: [Double] {
    whole(report.measurements.windows.windows).map {
      Double($0.events) / Double(report.measurements.windows.width)
    }
  }

  /// What lies after the warm-up, without a last window that the end of the run cut.
  private func whole<Value>(_ values: [Value]) -> ArraySlice<Value> {
    let width = Double(report.measurements.windows.width)
    let warmUp = report.measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 / width } ?? 0
    let first = min(Int(warmUp.rounded(.up).wholeClamped), values.count)
    return values[
      ..<max(first, min(values.count, Int((report.duration / width).rounded(.down).wholeClamped)))
    ].dropFirst(first)
  }

  /// The most at once, and the average.
  private var connections: [String] {
    let means = whole(report.measurements.windows.meanInFlight(duration: report.duration)).compactMap(\.self)
    let mean = means.isEmpty ? "" : Figures.digits(means.reduce(0, +) / Double(means.count))
    return [Figures.count(report.peakConcurrency), mean]
  }

  /// Runs a second before and after the load, when nothing else was sent.
  private var emptyRates: [Double] {
    [BaselineReport.Phase.before, .after].map { baseline[$0] }.filter { $0.seconds > 0 && $0.total.count > 0 }
      .map { Double($0.total.count) / $0.seconds }
  }

  private var alone: Histogram {
    var sum = baseline[.before].total
    sum.merge(baseline[.after].total)
    return sum
  }

  private static func spread(_ values: [Double], _ words: (Double) -> String) -> [String] {
    guard let most = values.max(), let least = values.min() else { return ["", "", ""] }
    return [most, values.reduce(0, +) / Double(values.count), least].map(words)
  }

  private static func spread(_ times: Histogram) -> [String] {
    guard times.count > 0, let mean = times.mean else { return Array(repeating: "", count: 6) }
    return [Double(times.max), mean, Double(times.min)].map { Figures.seconds($0 / 1e9) }
      + [0.5, 0.9, 0.95].map(times.quantileWords)
  }
}
