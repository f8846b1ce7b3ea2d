import RunModel
import Statistics

/// Whether the machine that made the load could keep up.
struct GeneratorSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    let health = report.generator
    var table = FactTable()
    if let (grade, reason) = health.grade { table.add("grade", "\(grade.rawValue): \(reason)") }
    table.add(
      "verdict",
      health.problems.isEmpty
        ? "it kept up: what was measured is the server" : health.problems.joined(separator: "; "))
    if let load = health.loopUtilisation {
      table.add("core", "\(Figures.percent(load)) of one core used by the load's loop (limit 95 %)")
    }
    table.add(
      "timers",
      "worst \(Figures.seconds(health.worstTimerLateness)) late; \(Figures.percent(health.lateTimers)) more than 10 ms late (limit 5 %)"
    )
    machine(&table)
    table.add("floor of this machine", health.floor?.words ?? "not known; floodgate calibrate measures it")
    if health.openFileLimit > 0 {
      table.add(
        "open files", "\(Figures.count(health.openFiles)) at most, of \(Figures.count(health.openFileLimit))")
    }
    let lateness = report.measurements.latency(.lateness)
    if lateness.carries(0.99), let p99 = lateness.quantile(0.99) {
      table.add(
        "lateness of sends",
        "p99 \(Figures.nanoseconds(p99)) after the plan, at most \(Figures.nanoseconds(lateness.max))")
    }
    return Section.html("Generator", "\(table.html)\(charts)")
  }

  /// Each second of it, folded up: who doubts a figure looks here.
  private var charts: HTML {
    guard let series = report.generator.series else { return .empty }
    let whose = report.generator.worker.map { " (\($0))" } ?? ""
    return """
      <details><summary>Second by second\(whose)</summary>\
      <div class="charts">\(joining: SeriesCharts(series, report, every: 1).html)</div></details>
      """
  }

  private func machine(_ table: inout FactTable) {
    let health = report.generator
    if let used = health.processor { table.add("this program", "\(Figures.digits(used)) cores") }
    let others = [
      health.otherPrograms.map { "\(Figures.percent($0)) of the cores by other programs" },
      health.steal.map { "\(Figures.percent($0)) given to other machines by the host" },
    ].compactMap(\.self)
    if !others.isEmpty { table.add("the machine", others.joined(separator: ", ")) }
    if let step = health.clockStep, abs(step) > 0.01 {
      table.add("wall clock", "set by \(Figures.seconds(step)) during the run; durations do not depend on it")
    }
  }
}
