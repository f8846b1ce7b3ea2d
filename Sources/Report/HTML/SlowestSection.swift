import RunModel
import Statistics

/// The slowest attempts.
struct SlowestSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    if measurements.slowest.isEmpty { return .empty }
    let rows = measurements.slowest.prefix(10).map { sample -> HTML in
      """
      <tr><th scope="row">\(sample.taskID)</th><td><code>\(sample.caseID)</code></td><td>\(sample.failure?.rawValue ?? sample.status.rawValue)</td>\
      \(Section.number(Figures.nanoseconds(sample.response)))\(Section.number(sample.firstText.map(Figures.nanoseconds) ?? ""))\
      \(Section.number(Figures.clock(Double(sample.start.nanoseconds) / 1e9)))<td>\(sample.runID ?? "")</td></tr>
      """
    }
    let columns = ["task", "case", "outcome", "response", "first text", "began at", "run"]
    return Section.html("Slowest", Section.table(columns, texts: [1, 2, 6], rows))
  }
}
