import Report
import RunModel
import Session

/// What `floodgate capacity` and `floodgate sweep` say while they go on, and at their end.
struct SeriesLines: Sendable {
  let unit: CapacityPlan.Unit
  let isQuiet: Bool
  let asJSON: Bool

  /// The heads of what follows.
  func begin() {
    if !isQuiet && !asJSON { Terminal.print(CapacityText.columns) }
  }

  /// A step that is over.
  @Sendable func tell(_ step: CapacityStep) {
    if isQuiet { return }
    if asJSON { return Terminal.print(["event": "step", "step": value(of: step)]) }
    Terminal.print(CapacityText.line(step, unit))
  }

  /// What a sweep came to.
  func tell(_ outcome: SeriesOutcome<SweepReport>) {
    if isQuiet { return }
    let page = outcome.page
    if asJSON {
      return Terminal.print(
        [
          "event": "sweep", "page": .string(page), "report": .string(outcome.file),
          "sentence": .string(outcome.report.sentence),
        ])
    }
    Terminal.print("\n\(outcome.report.name): sweep\n  \(outcome.report.sentence)")
    if let unsteady = outcome.report.steps.unsteadiness {
      Terminal.print("  NOTE  \(unsteady)".withoutControls)
    }
    for line in SettingsText.lines(outcome.report) { Terminal.print("  \(line)") }
    if let knee = outcome.report.knee {
      Terminal.print("  knee          \(unit.kneeWords(knee))")
    }
    Terminal.print("\n  page          \(page)")
  }

  /// The answer.
  func tell(_ outcome: SeriesOutcome<CapacityReport>) {
    if isQuiet { return }
    let page = outcome.page
    if asJSON {
      return Terminal.print(
        [
          "event": "capacity", "answer": value(of: outcome.report.answer), "page": .string(page),
          "report": .string(outcome.file), "sentence": .string(outcome.report.sentence),
          "thresholds": value(of: outcome.report.thresholds ?? []),
          "verdict": .string(outcome.report.verdict.rawValue),
        ])
    }
    Terminal.print("\n" + CapacityText(outcome.report).lines.joined(separator: "\n"))
    Terminal.print("\n  page          \(page)")
    if outcome.report.answer.kind == .unfinished {
      Terminal.print("  go on         floodgate resume \(outcome.folder)")
    }
  }

  private func value(of encodable: some Encodable) -> JSONValue {
    (try? JSONValue(encoding: encodable)) ?? .null
  }
}
