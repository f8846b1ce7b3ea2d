import RunModel
import Statistics

/// What broke.
struct FailuresSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let groups = measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return .empty }
    let total = groups.reduce(0) { $0 + $1.value.count }
    let rows = groups.map { name, group -> HTML in
      let share = Double(group.count) / Double(total)
      return """
        <details class="failure"><summary><b>\(name)</b><span class="bar"><i style="width:\(share * 100)%"></i></span>\
        <span class="number">\(Figures.count(group.count))</span></summary>\(joining: group.samples.map(sample))</details>
        """
    }
    return Section.html("What broke", HTML(joining: rows))
  }

  private func sample(_ sample: ResultSample) -> HTML {
    var facts = [
      "\(sample.taskID)", "case \(sample.caseID)", "after \(Figures.nanoseconds(sample.response))",
    ]
    if sample.httpStatus > 0 { facts.append("HTTP \(sample.httpStatus)") }
    if let run = sample.runID { facts.append("run \(run)") }
    return
      "<p class=\"sample\"><span>\(sample.message ?? sample.status.rawValue)</span><small>\(facts.joined(separator: " · "))</small></p>"
  }
}
