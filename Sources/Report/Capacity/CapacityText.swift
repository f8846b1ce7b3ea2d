import RunModel

/// A search for a capacity for a terminal. Pure.
package struct CapacityText {
  let report: CapacityReport

  package init(_ report: CapacityReport) { self.report = report }

  /// What it came to; its steps were told before, one by one.
  package var lines: [String] {
    var lines = ["\(report.name): capacity", "  \(report.sentence)"]
    lines += report.remarks.map { "  NOTE  \($0)" }
    lines += (report.thresholds ?? []).map { "  \($0.line)" }
    if let breaking = report.breaking {
      lines += ["", "  broke first   \(breaking.objective)"] + breaking.signs.map { "                \($0)" }
    }
    if let likeliest = report.likeliest { lines.append("  likeliest     \(likeliest)") }
    if let knee = report.knee {
      lines.append("  knee          \(report.plan.over.kneeWords(knee))")
    }
    return lines.map(\.withoutControls)
  }

  /// Every step, and then what they came to.
  package var whole: String {
    let steps = [Self.columns] + report.steps.map { Self.line($0, report.plan.over) }
    return (steps.map(\.withoutControls) + [""] + lines).joined(separator: "\n") + "\n"
  }

  /// The heads of the steps' columns.
  package static let columns =
    pad("load", 13) + pad("", 11) + pad("tasks/s", 10) + pad("good/s", 10) + pad("success", 11)
    + pad("p50", 10) + pad("p95", 10) + "ttft p95"

  /// One step in a line.
  package static func line(_ step: CapacityStep, _ unit: CapacityPlan.Unit) -> String {
    let success = step.tasks > 0 ? Figures.percent(Double(step.succeeded) / Double(step.tasks)) : "n/a"
    let times = [step.response.p50, step.response.p95, step.firstText.p95].map { seconds($0) }
    return pad(unit.words(step.load), 13) + pad(step.standing.rawValue, 11)
      + pad(Figures.digits(step.throughput), 10)
      + pad(Figures.digits(step.goodput), 10) + pad(success, 11) + pad(times[0], 10) + pad(times[1], 10)
      + times[2] + (step.settings.map { "  \($0.joined(separator: ", "))" } ?? "")
      + [step.reasons.first ?? "", step.steadiness].filter { !$0.isEmpty }.map { "  \($0)" }.joined()
  }

  private static func seconds(_ value: Double?) -> String { value.map(Figures.seconds) ?? "n/a" }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
