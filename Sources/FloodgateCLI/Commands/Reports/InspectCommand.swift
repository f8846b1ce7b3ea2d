import ArgumentParser
import FoundationEssentials
import Report
import RunModel
import Session

/// `floodgate inspect`
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "List the results of a run with what was sent and received; a line of the file is an attempt.",
    discussion: Examples.of(
      "inspect",
      then:
        "What an attempt received is kept when it failed (its beginning and its end); outputs of all with 'run --keep-outputs'. Keys and secret headers are never kept. A run that goes on or was killed is read as far as it goes."
    ))

  @Argument(help: "A run's folder, or its results.ndjson.gz.")
  var path: String

  @Option(help: "Only attempts of this status: \(InspectCommand.statuses).")
  var status: String?

  @Option(name: .customLong("class"), help: "Only failures of this class.")
  var failure: String?

  @Option(name: .customLong("case"), help: "Only this case.")
  var caseID: String?

  @Option(help: "Only this scenario.")
  var scenario: String?

  @Option(help: "Only this variant.")
  var variant: String?

  @Option(help: "Only the attempts of this trace, as a 'traceparent' or the server's tracing names it.")
  var trace: String?

  @Option(name: .customLong("tag"), help: "Only results with this tag, name=value; may be repeated.")
  var tags: [String] = []

  @Option(help: "Only attempts that began at this second of the run or later.")
  var since: Double?

  @Option(help: "Only attempts that began before this second of the run.")
  var until: Double?

  @Option(help: "Only the so many slowest, slowest first.")
  var slowest: Int?

  @Option(help: "At most so many, in the order in which they finished.")
  var limit = 100

  @Flag(help: "Where each attempt's time went, as a waterfall; of a single result it is always shown.")
  var time = false

  @Flag(name: .customLong("json"), help: "A JSON object a line, whole.")
  var asJSON = false

  private static let statuses = "succeeded, failed, timeout, error, cancelled"

  func run() async throws {
    try await reporting {
      let query = try query()
      for (name, count) in [("limit", limit), ("slowest", slowest ?? 0)] where count < 0 {
        throw UsageProblem("--\(name) is \(count); expected 0 or more")
      }
      let file = path.hasSuffix(".gz") || path.hasSuffix(".ndjson") ? path : path + "/results.ndjson.gz"
      var selection = ResultSelection(limit: slowest ?? limit, slowest: slowest != nil)
      var lines = 0
      var statuses: [String: Int] = [:]
      let end = try ResultsReader.forEachLine(file) { line in
        lines += 1
        if selection.count == 0, let status = ResultQuery.status(of: line) {
          statuses[status, default: 0] += 1
        }
        if let result = query.result(line) { selection.add(result) }
      }
      if lines == 0 {
        throw UsageProblem(
          "\(file): there is no result in it: the run had none yet, or was killed before its first second was over"
        )
      }
      try show(selection, RunRequests(besides: file))
      if selection.count == 0 {
        let found = statuses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
          separator: ", ")
        Terminal.write("no result fits; there are \(found)\n")
      }
      if end == .cut {
        Terminal.write(
          "\(file) ends early, as a run leaves it that goes on or was killed: read as far as it goes\n")
      }
    }
  }

  private func query() throws -> ResultQuery {
    var query = ResultQuery()
    if let status, TaskStatus(rawValue: status)?.isTerminal != true {
      throw UsageProblem("unknown status '\(status)'; expected \(Self.statuses)")
    }
    (query.status, query.failure, query.caseID) = (status, failure, caseID)
    (query.scenario, query.variant, query.since, query.until) = (scenario, variant, since, until)
    query.trace = try trace.map(Self.traceID)
    for tag in tags {
      let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw UsageProblem("'\(tag)' is no tag; expected name=value") }
      query.tags[parts[0]] = parts[1]
    }
    return query
  }

  /// The trace alone, or within a whole `traceparent`.
  private static func traceID(_ text: String) throws -> String {
    let parts = text.lowercased().split(separator: "-")
    let id = String(parts.count == 4 ? parts[1] : parts.count == 1 ? parts[0] : "")
    if id.utf8.count == 32, id.allSatisfy(\.isHexDigit) { return id }
    throw UsageProblem("'\(text)' is no trace; expected 32 hexadecimal digits, or a traceparent")
  }

  private func show(_ selection: ResultSelection, _ requests: RunRequests) throws {
    let cases = try requests.cases(Set(selection.results.compactMap { $0["case"]?.stringValue }))
    for result in selection.results {
      let sent = result["case"]?.stringValue.flatMap { cases[$0] }
      let spent = time || selection.results.count == 1 ? WaterfallText.lines(result) : []
      Terminal.print(
        asJSON
          ? InspectText.json(result, sent)
          : (InspectText.lines(result, sent) + spent.map { "    " + $0 }).joined(separator: "\n"))
    }
    let more = selection.count - selection.results.count
    if more > 0 { Terminal.write("\(more) more fit\(slowest == nil ? "; raise --limit" : "")\n") }
  }
}

/// What a run sent, from the manifest that lies beside its results.
struct RunRequests {
  private let path: String

  init(besides results: String) {
    path = results.parentFolder.appending(path: "manifest.jsonl")
  }

  /// The cases of these ids; none when there is no manifest. The manifest is read line by line.
  func cases(_ ids: Set<String>) throws -> [String: TestCase] {
    guard !ids.isEmpty, FileManager.default.fileExists(atPath: path) else { return [:] }
    var cases: [String: TestCase] = [:]
    var isHeader = true
    try ResultsReader.forEachLine(path) { line in
      defer { isHeader = false }
      guard !isHeader, cases.count < ids.count, Self.names(in: line).contains(where: ids.contains) else {
        return
      }
      guard let found = try? DocumentDecoder.decode(TestCase.self, from: Array(line)), ids.contains(found.id)
      else { return }
      cases[found.id] = found
    }
    return cases
  }

  /// What stands after each `"id":"` of a line, without reading all of it.
  private static func names(in line: ArraySlice<UInt8>) -> [String] {
    let needle = Array("\"id\":\"".utf8)
    var names: [String] = []
    var rest = line
    while let quote = rest.firstIndex(of: needle[0]) {
      rest = rest[quote...]
      if rest.starts(with: needle) {
        let name = rest.dropFirst(needle.count).prefix { $0 != needle[0] }
        names.append(String(decoding: name, as: UTF8.self))
      }
      rest = rest.dropFirst()
    }
    return names
  }
}
