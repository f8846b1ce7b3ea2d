import FoundationEssentials
import RunModel

/// The trace of an import, and the scenario that replays it.
package struct TraceDraft: Sendable {
  /// The scenario, as YAML.
  package let scenario: String
  /// Arrivals, and requests: a conversation arrives once.
  package let counts: (arrivals: Int, requests: Int)
  /// Seconds from the first to the last.
  package let span: Double
  /// What was left out, or has to be looked at.
  package let notes: [String]

  /// `name` is the scenario's, `traceFile` the name of the trace beside it, `source` what it was made of. Each line of the trace
  /// is given to `write`, in order, when it is made. Throws what keeps the log from being read, and what `write` throws.
  package init(
    _ imported: ImportedTrace, name: String, traceFile: String, source: String, keyVariable: String,
    isMasked: Bool, keeping kept: Set<String> = [], write: (String) throws -> Void
  ) throws {
    let arrivals = try TraceLines(imported.entries, TraceMask(), masks: isMasked, keeping: kept, write: write)
    counts = (arrivals.count, imported.count)
    span = arrivals.span
    scenario =
      Self.lines(imported, arrivals, name, traceFile, source, keyVariable).joined(separator: "\n") + "\n"
    notes =
      imported.notes + [
        isMasked
          ? "every word is another one of the same length; names of inputs and numbers stay, and with --keep NAME an input that has to be one of an app's options"
          : "texts are as they were, and may be of persons: --mask replaces every word"
      ]
  }

  private static func lines(
    _ imported: ImportedTrace, _ arrivals: TraceLines, _ name: String, _ traceFile: String, _ source: String,
    _ key: String
  ) -> [String] {
    let head = [
      "# What arrived in \(YAMLText.line(source)), again; \(arrivals.count) arrivals are in \(YAMLText.line(traceFile)).",
      "#   floodgate plan FILE --load   draws them",
      "#   floodgate ask FILE           does one task, and shows everything that comes",
      "name: \(YAMLText.key(name))", "target:",
      "  base_url: \(YAMLText.quoted(imported.base ?? "http://localhost/v1"))\(imported.base == nil ? "   # the log does not say" : "")",
      "  api_key: ${\(key)}   # the variable's name, never the key itself",
    ]
    let app = imported.app.map { ["  app: \($0)"] } ?? []
    let load = [
      "load: {replay: \(YAMLText.quoted(traceFile)), speed: 1, longest_gap: 60s, max_in_flight: 200}",
      "# 2 is twice as fast; pauses longer than longest_gap are cut to it.",
    ]
    let query =
      arrivals.lacksQuestions
      ? [
        "# Where a line does not say what was asked, this is:", "query: Tell me something about the tides.",
        "# inputs: {topic: tides}",
      ]
      : []
    return head + app + load + query + [
      "thresholds:", "  - success_rate >= 0.9", "  - response_time.p90 < 60s",
    ]
  }
}

/// The lines of a trace: what goes on with a conversation is a turn of the line that began it.
struct TraceLines {
  private(set) var count = 0
  private(set) var span = 0.0
  /// Whether a line says neither question nor inputs.
  private(set) var lacksQuestions = false
  private let mask: TraceMask
  private let masks: Bool
  /// Inputs that stay as they are.
  private let kept: Set<String>

  /// Gives each line to `write`, in order. Throws what keeps the entries from being read, and what `write` throws.
  init(
    _ entries: TraceSpool, _ mask: TraceMask, masks: Bool, keeping kept: Set<String> = [],
    write: (String) throws -> Void
  ) throws {
    (self.mask, self.masks, self.kept) = (mask, masks, kept)
    entries.arrange()
    let first = entries.marks.first?.instant ?? 0
    for index in entries.marks.indices where !entries.marks[index].isLater {
      let turns = try entries.entries(from: index)
      let entry = turns[0]
      if entry.query == nil, entry.inputs == nil, entry.prompt == nil { lacksQuestions = true }
      (span, count) = (entry.instant - first, count + 1)
      try write(line(entry, turns) + "\n")
    }
  }

  private func line(_ entry: TraceEntry, _ turns: [TraceEntry]) -> String {
    var members: [String: JSONValue] = ["at": .number(Self.milliseconds(span))]
    members["inputs"] = entry.inputs.map(inputs)
    // Who it was is nobody's business; that it was the same one is.
    members["user"] = entry.user.map { .string(mask.name($0)) }
    members["prompt"] = entry.prompt
    if turns.count > 1 {
      members["turns"] = .array(turns.indices.map { turn(turns[$0], $0 == 0 ? nil : turns[$0 - 1]) })
    } else {
      members["query"] = entry.query.map { .string(text($0)) }
    }
    return JSONValue.object(members).canonicalText
  }

  private func inputs(_ inputs: [String: JSONValue]) -> JSONValue {
    guard masks else { return .object(inputs) }
    return .object(
      Dictionary(
        uniqueKeysWithValues: inputs.map { name, value in
          (name, kept.contains(name) ? value : mask.masked(value))
        }))
  }

  /// A question, and how long after the answer before it it came.
  private func turn(_ entry: TraceEntry, _ before: TraceEntry?) -> JSONValue {
    let query = JSONValue.string(text(entry.query ?? ""))
    guard let before else { return query }
    let pause = max(0, entry.instant - before.instant - (before.took ?? 0))
    return ["query": query, "after": .number(Self.milliseconds(pause))]
  }

  private func text(_ text: String) -> String { masks ? mask.masked(text) : text }

  private static func milliseconds(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
