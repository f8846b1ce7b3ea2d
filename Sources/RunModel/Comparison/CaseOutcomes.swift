/// How often each case was tried in a run, and how often it succeeded.
package struct CaseOutcomes: Sendable {
  /// By case id: tasks, and successes among them.
  package var byCase: [String: (total: Int, succeeded: Int)] = [:]

  /// From a report's cells; `nil` when some had to be left out.
  package init?(_ measurements: RunMeasurements) {
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
  package var total: Int { byCase.values.reduce(0) { $0 + $1.total } }
}
