/// What the engine itself counted of a run, apart from what was measured of the results: both must agree.
package struct RunCounts: Sendable, Hashable, Codable {
  /// Tasks that were planned: cases that were taken, or arrivals that came.
  package var planned: Int
  /// Tasks whose first attempt began.
  package var begun: Int

  /// Of counted tasks.
  package init(planned: Int, begun: Int) { (self.planned, self.begun) = (planned, begun) }

  /// Those of runs side by side, or one after the other.
  package static func + (left: RunCounts, right: RunCounts) -> RunCounts {
    RunCounts(planned: left.planned + right.planned, begun: left.begun + right.begun)
  }

  /// In what they differ from the results that were measured; empty when planned = begun + not begun, and each has one
  /// result.
  package func differences(from measurements: RunMeasurements) -> [String] {
    let results = measurements.inclusive
    let windows = measurements.windows.windows
    let attempts = windows.reduce(0) { $0 + $1.started }
    let finished = windows.reduce(0) { $0 + $1.finished.reduce(0, +) }
    return [
      ("tasks were planned", planned, "results were measured", results.total),
      ("tasks had begun", begun, "first attempts were measured", attempts - results.retries),
      ("results were counted", results.total, "stand in the time windows", finished),
    ].filter { $0.1 != $0.3 }.map { "\($0.1) \($0.0), but \($0.3) \($0.2)" }
  }
}
