import RunModel
import Statistics

/// What broke: the classes of failures, each with a few samples.
struct FailuresSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let groups = measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return .empty }
    let total = groups.reduce(0) { $0 + $1.value.count }
    let listing = Listing(groups, limit: 40, bytes: 80_000) { row($0.key, $0.value, of: total) }
    let note =
      "Attempts, warm-up included: \(Figures.count(total)) did not succeed. \(listing.remark("classes", "the most frequent first"))"
    return Section.html("What broke", HTML(joining: listing.rows) + Section.note(note))
  }

  private func row(_ name: String, _ group: FailureGroup, of total: Int) -> HTML {
    let share = Double(group.count) / Double(total)
    return """
      <details class="failure"><summary><b>\(name)</b><span class="bar"><i style="width:\(share * 100)%"></i></span>\
      <span class="n">\(Figures.count(group.count)) <span class="faint">\(Figures.percent(share))</span></span></summary>\
      \(joining: group.samples.map(sample))</details>

      """
  }

  private func sample(_ sample: ResultSample) -> HTML {
    var facts = [
      sample.taskID, "case \(sample.caseID)",
      "began at \(Figures.clock(Double(sample.start.nanoseconds) / 1e9))",
      "ended after \(Figures.nanoseconds(sample.response))",
    ]
    if sample.httpStatus > 0 { facts.append("HTTP \(sample.httpStatus)") }
    if let code = sample.code { facts.append(code) }
    if let run = sample.runID { facts.append("run \(run)") }
    return """
      <p class="sample"><span>\((sample.message ?? sample.status.rawValue).cropped(500))</span>\
      <small>\(facts.map { $0.cropped(80) }.joined(separator: " · "))</small></p>
      """
  }
}
