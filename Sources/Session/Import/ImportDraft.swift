import FoundationEssentials
import RunModel

/// Writes a scenario of what was recorded, and the file with its cases. Pure.
package struct ImportDraft: Sendable {
  /// The scenario, as YAML.
  package let scenario: String
  /// A case a line.
  package let cases: String
  /// How many cases there are.
  package let count: Int
  /// What was left out, or has to be looked at.
  package let notes: [String]

  /// `name` is the scenario's, `casesFile` the name of the file with its cases beside it, `source` what it was made of.
  /// Throws ``UsageProblem`` when nothing asks for a run of an app.
  package init(
    _ recorded: ImportedRequests, name: String, casesFile: String, source: String,
    keyVariable: String
  ) throws {
    let groups = Dictionary(grouping: recorded.requests, by: \.place)
    guard
      let place = groups.keys.max(by: {
        (groups[$0]!.count, $1.base) < (groups[$1]!.count, $0.base)
      }),
      let requests = groups[place]
    else {
      throw UsageProblem(
        "none of its \(recorded.others) requests asks for a run of an app (POST to .../chat-messages, .../completion-messages or .../workflows/run, with inputs)"
      )
    }
    let rows = ImportedRows(requests)
    (cases, count) = (rows.lines.map { $0 + "\n" }.joined(), rows.lines.count)
    notes = Self.notes(recorded, place, groups, rows)
    scenario =
      Self.lines(
        place, rows, name: name, casesFile: casesFile, source: source, key: keyVariable
      ).joined(separator: "\n") + "\n"
  }

  private static func lines(
    _ place: RecordedRequest.Place, _ rows: ImportedRows, name: String, casesFile: String,
    source: String,
    key: String
  ) -> [String] {
    [
      "# A load test of what \(YAMLText.line(source)) asked; its cases are in \(YAMLText.line(casesFile)).",
      "#   floodgate validate FILE --ask   checks it against the app, and sends no load",
      "#   floodgate ask FILE              does one task, and shows everything that comes",
      "name: \(YAMLText.key(name))", "target:", "  base_url: \(YAMLText.quoted(place.base))",
      "  api_key: ${\(key)}   # the variable's name, never the key itself",
    ] + (place.endpoint.app.map { ["  app: \($0)"] } ?? [])
      + (rows.isBlocking ? ["  response_mode: blocking"] : []) + [
        "matrix:", "  # Each line is a case; what begins with _ is not sent as an input.",
        "  request: {jsonl: \(YAMLText.quoted(casesFile))}",
      ] + (rows.hasQuery ? ["query: ${input.\(ImportedRows.query)}"] : []) + end(rows.lines.count)
  }

  private static func end(_ count: Int) -> [String] {
    let repeats = max(1, (40 + count - 1) / max(1, count))
    return [
      "repeat: \(repeats)   # \(repeats * count) tasks", "execution:", "  concurrency: 2",
      "  stop_conditions: {max_failures: 5}",
      "# Instead of each case so many times, a load over time:",
      "# load: {users: 10, ramp: 10s, warm_up: 10s, duration: 2m}", "thresholds:",
      "  - success_rate >= 0.9",
      "  - response_time.p90 < 60s",
    ]
  }

  private static func notes(
    _ recorded: ImportedRequests, _ place: RecordedRequest.Place,
    _ groups: [RecordedRequest.Place: [RecordedRequest]], _ rows: ImportedRows
  ) -> [String] {
    var notes = groups.filter { $0.key != place }.map { other in
      "\(other.value.count) requests to \(other.key.base)\(other.key.endpoint.rawValue) are another app's, and left out"
    }.sorted()
    if place.isOfPage {
      notes.append(
        "it was recorded on Dify's own page: the API's address is taken to be \(place.base), its key is the app's"
      )
    }
    if recorded.others > 0 {
      notes.append("\(recorded.others) requests that ask for no run are left out")
    }
    if !recorded.unresolved.isEmpty {
      notes.append(
        "not known here: \(recorded.unresolved.sorted().map { "{{\($0)}}" }.joined(separator: ", ")); put their values in"
      )
    }
    return notes + rows.notes + [
      "the cases hold what was written when it was recorded; keys and cookies were not taken over"
    ]
  }
}
