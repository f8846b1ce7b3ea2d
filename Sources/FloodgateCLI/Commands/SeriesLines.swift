import FoundationEssentials
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
    if asJSON { return Terminal.print(json(["event": "step", "step": value(of: step)])) }
    Terminal.print(CapacityText.line(step, unit))
  }

  /// What a sweep came to.
  func tell(_ outcome: SweepRuns.Outcome) {
    if isQuiet { return }
    let page = outcome.folder + "/sweep.html"
    if asJSON {
      return Terminal.print(
        json([
          "event": "sweep", "page": .string(page), "report": .string(outcome.folder + "/sweep.json.gz"),
          "sentence": .string(outcome.report.sentence),
        ]))
    }
    Terminal.print("\n\(outcome.report.name): sweep\n  \(outcome.report.sentence)")
    if let knee = outcome.report.knee {
      Terminal.print("  knee          throughput stops to grow at about \(unit.words(knee))")
    }
    Terminal.print("\n  page          \(page)")
  }

  /// The answer.
  func tell(_ outcome: CapacityRuns.Outcome) {
    if isQuiet { return }
    let page = outcome.folder + "/capacity.html"
    if asJSON {
      let report = outcome.folder + "/" + CapacityFile.name
      return Terminal.print(
        json([
          "event": "capacity", "answer": value(of: outcome.report.answer), "page": .string(page),
          "report": .string(report), "sentence": .string(outcome.report.sentence),
        ]))
    }
    Terminal.print("\n" + CapacityText(outcome.report).lines.joined(separator: "\n"))
    Terminal.print("\n  page          \(page)")
  }

  private func json(_ value: JSONValue) -> String {
    String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
  }

  private func value(of encodable: some Encodable) -> JSONValue {
    let bytes = try? JSONEncoder().encode(encodable)
    return bytes.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } ?? .null
  }
}
