import RunModel
import Statistics

/// The slowest attempts, and where the time of the first of them went.
struct SlowestSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    if measurements.slowest.isEmpty { return .empty }
    let listing = Listing(measurements.slowest, limit: 20, bytes: 20_000, row: row)
    let columns = ["task", "case", "outcome", "response", "first text", "began at", "run"]
    let table = Section.table(columns, texts: [1, 2, 6], listing.rows, id: "slowest")
    return Section.html("Slowest", table + falls)
  }

  private var falls: HTML {
    let falls = measurements.slowTasks.prefix(SlowTask.limit).enumerated().map {
      SlowTaskFall($1).html(isOpen: $0 == 0)
    }
    return falls.isEmpty ? .empty : "<h3>Where their time went</h3>\(joining: falls)"
  }

  private func row(_ sample: ResultSample) -> HTML {
    let censored = sample.status == .timeout ? "> " : ""
    return """
      <tr><th scope="row">\(sample.taskID.cropped(60))</th><td><code>\(sample.caseID.cropped(40))</code></td><td>\(sample.failure?.rawValue ?? sample.status.rawValue)</td>\
      \(Section.number(censored + Figures.nanoseconds(sample.response)))\(Section.number(sample.firstText.map(Figures.nanoseconds) ?? ""))\
      \(Section.number(Figures.clock(Double(sample.start.nanoseconds) / 1e9)))<td><code>\((sample.runID ?? "").cropped(60))</code></td></tr>
      """
  }
}
