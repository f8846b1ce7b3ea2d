/// The runs of one side.
package struct ComparisonSide: Sendable {
  /// Their reports, in order.
  package var reports: [ReportDocument]
  /// Outcomes of tasks by case, one table a run.
  package var outcomes: [CaseOutcomes?]
  /// What was answered to each case, as far as it was kept.
  package var answers = CaseAnswers()
  /// What the document says of it instead of a run for each report: the one run of which they are turns.
  package var whole: Comparison.Run?

  /// A side of reports; outcomes by case come from their cells.
  package init(_ reports: [ReportDocument]) {
    self.reports = reports
    outcomes = reports.map { CaseOutcomes($0.measurements) }
  }

  /// What the document says of it.
  package var facts: Comparison.Side {
    if let whole { return .init(runs: [whole]) }
    return .init(
      runs: reports.map { report in
        .init(
          id: report.runID, name: report.name, startedAt: report.startedAt, duration: report.duration,
          tasks: report.measurements.statistics.total, verdict: report.verdict,
          serverVersions: report.targets.compactMap(\.serverVersion), targets: report.targets.map(\.baseURL),
          scenarioFile: report.manifest.scenarioFile)
      })
  }
}
