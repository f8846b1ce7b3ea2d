import RunModel
import Statistics

/// The runs of one side.
package struct ComparisonSide: Sendable {
  /// Their reports, in order.
  package var reports: [ReportDocument]
  /// Outcomes of tasks by case, one table a run.
  package var outcomes: [CaseOutcomes?]

  /// A side of reports; outcomes by case come from their cells.
  package init(_ reports: [ReportDocument]) {
    self.reports = reports
    outcomes = reports.map { CaseOutcomes($0.measurements) }
  }

  /// What the document says of it.
  var facts: Comparison.Side {
    .init(
      runs: reports.map { report in
        .init(
          id: report.runID, name: report.name, startedAt: report.startedAt, duration: report.duration,
          tasks: report.measurements.statistics.total, verdict: report.verdict,
          serverVersions: report.targets.compactMap(\.serverVersion), targets: report.targets.map(\.baseURL))
      })
  }
}

/// How often each case was tried in a run, and how often it succeeded.
package struct CaseOutcomes: Sendable {
  /// By case id: tasks, and successes among them.
  package var byCase: [String: (total: Int, succeeded: Int)] = [:]

  /// From a report's cells; `nil` when some had to be left out.
  init?(_ measurements: RunMeasurements) {
    guard measurements.cases.count < RunMeasurements.cellLimit else { return nil }
    byCase = measurements.cases.mapValues { ($0.total, $0.succeeded) }
  }

  /// From the lines of `results.ndjson.gz`: the last line of a task says its status. Tasks planned before
  /// `warmUpEnd` (nanoseconds) are left out.
  package init(_ lines: some Sequence<JSONValue>, warmUpEnd: Int64?) {
    var seen: Set<Double> = []
    for line in lines {
      guard let id = line["case"]?.stringValue, let index = line["index"]?.doubleValue,
        let status = line["task_status"]?.stringValue, seen.insert(index).inserted
      else { continue }
      if let warmUpEnd, let start = line["intended_ns"]?.doubleValue, start < Double(warmUpEnd) { continue }
      byCase[id, default: (0, 0)].total += 1
      if status == TaskStatus.succeeded.rawValue { byCase[id]!.succeeded += 1 }
    }
  }

  /// Tasks in all.
  var total: Int { byCase.values.reduce(0) { $0 + $1.total } }
}

/// Tasks of the same case on both sides, matched as pairs. Within a case the tries are alike, so of n pairs with shares
/// p and q the expected n p (1 - q) are successes of the first side alone.
struct CasePairs {
  private(set) var pairs = 0
  private var onlyFirst = 0.0
  private var onlySecond = 0.0

  mutating func add(_ first: CaseOutcomes, _ second: CaseOutcomes) {
    for (id, before) in first.byCase.sorted(by: { $0.key < $1.key }) {
      guard let after = second.byCase[id] else { continue }
      let count = min(before.total, after.total)
      let p = Double(before.succeeded) / Double(before.total)
      let q = Double(after.succeeded) / Double(after.total)
      pairs += count
      onlyFirst += Double(count) * p * (1 - q)
      onlySecond += Double(count) * q * (1 - p)
    }
  }

  var outcomes: PairedOutcomes {
    PairedOutcomes(
      pairs: pairs, onlyFirst: Int(onlyFirst.rounded()), onlySecond: Int(onlySecond.rounded()))
  }
}
