import ArgumentParser
import FoundationEssentials
import Report
import RunModel
import Session

/// `floodgate import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write a scenario from a HAR file or a Postman collection, or one that replays a log.",
    discussion: Examples.of(
      "import",
      then: """
        Each different request for a run of an app becomes a case, with its inputs and its question. Keys, cookies and \
        other headers are not taken over.

        A log becomes a trace, which 'load: {replay: ...}' sends again at its times: Dify's messages or workflow runs (its \
        console's JSON, or its database's tables as CSV), an access log of nginx, a Mooncake trace, or with --trace a HAR \
        file. What goes on with a conversation becomes its turns; users become other names.
        """))

  @Argument(
    help:
      "A HAR file (a browser's network panel saves one), a Postman collection, v2, or a log: JSON, JSON Lines, CSV, or an access log; .gz too."
  )
  var file: String

  @Flag(help: "Make a trace of a HAR file, with its times.")
  var trace = false

  @Flag(help: "Of a trace: every word becomes another one of the same length, the same for the same word.")
  var mask = false

  @Option(
    help: "Of a masked trace: an input that stays as it is, such as one of an app's options; may be repeated."
  )
  var keep: [String] = []

  @Option(help: "The environment variable with the app's key.")
  var keyEnv = "DIFY_API_KEY"

  @Option(
    name: .shortAndLong,
    help:
      "The scenario's file; its cases go beside it, as .jsonl. By default it is named after FILE.")
  var output: String?

  @Flag(help: "Write over files that are there.")
  var force = false

  func run() async throws {
    try await reporting {
      let scenario = output ?? "\(Self.stem(file)).yaml"
      if try trace || !Self.isCollection(file) { return try writeTrace(scenario) }
      if mask { throw UsageProblem("--mask goes with a trace: --trace") }
      let cases = Self.stripped(scenario) + ".jsonl"
      try refuse([scenario, cases])
      let draft = try draft(Self.stem(scenario), casesFile: cases.lastComponent)
      try ReportFile.writeBytes(Array(draft.cases.utf8), to: cases)
      try ReportFile.writeBytes(Array(draft.scenario.utf8), to: scenario)
      for note in draft.notes {
        Terminal.print("  note  \(TerminalText.clipped(note, width: 300))")
      }
      Terminal.print(
        "\(scenario): \(draft.count) cases in \(cases)\nnext: floodgate validate \(scenario) --ask, then floodgate ask \(scenario)"
      )
    }
  }

  /// Nothing is written over what is there, and never over what is read.
  private func refuse(_ paths: [String]) throws {
    let read = URL(filePath: file).standardized
    if paths.contains(where: { URL(filePath: $0).standardized == read }) {
      throw UsageProblem("\(file) would be written over itself; -o names another scenario")
    }
    for path in paths where !force && FileManager.default.fileExists(atPath: path) {
      throw UsageProblem("\(path) is there already; --force writes over it, -o names another")
    }
  }

  /// Whether a file is a HAR file or a Postman collection: a document with entries or items.
  private static func isCollection(_ file: String) throws -> Bool {
    let beginning = try FileBytes(file).next() ?? []
    guard beginning.first(where: { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }) == UInt8(ascii: "{")
    else {
      return false
    }
    let text = String(decoding: beginning, as: UTF8.self)
    return text.contains("\"log\"") || text.contains("\"item\"") || text.contains("\"info\"")
  }

  private func writeTrace(_ scenario: String) throws {
    let trace = Self.stripped(scenario) + ".trace.jsonl"
    try refuse([scenario, trace])
    let imported: ImportedTrace
    do { imported = try ImportedTrace(path: file, scratch: Self.folder(of: trace)) } catch let problem
      as UsageProblem
    {
      throw UsageProblem("\(file): \(problem)")
    }
    let lines = try AtomicFile(trace)
    let draft = try TraceDraft(
      imported, name: Self.stem(scenario), traceFile: trace.lastComponent, source: file.lastComponent,
      keyVariable: keyEnv, isMasked: mask, keeping: Set(keep)
    ) { try lines.add(Array($0.utf8)) }
    try lines.commit()
    try ReportFile.writeBytes(Array(draft.scenario.utf8), to: scenario)
    for note in draft.notes { Terminal.print("  note  \(TerminalText.clipped(note, width: 300))") }
    Terminal.print(
      "\(scenario): \(imported.kind.words), \(Figures.counted(draft.counts.requests, "request")) in \(Figures.counted(draft.counts.arrivals, "arrival")) over \(Figures.clock(draft.span)) in \(trace)\nnext: floodgate plan \(scenario) --load, then floodgate ask \(scenario)"
    )
  }

  private static func folder(of path: String) -> String {
    URL(filePath: path).deletingLastPathComponent().relativePath
  }

  private func draft(_ name: String, casesFile: String) throws -> ImportDraft {
    do {
      return try ImportDraft(
        ImportedRequests(try ReportFile.readBytes(file, limit: 256 << 20)), name: name,
        casesFile: casesFile,
        source: file.lastComponent, keyVariable: keyEnv)
    } catch let problem as UsageProblem {
      throw UsageProblem("\(file): \(problem)")
    }
  }

  /// Without the ending.
  private static func stripped(_ path: String) -> String {
    for ending in [".gz", ".yaml", ".yml", ".har", ".jsonl", ".json", ".csv", ".log"]
    where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }

  private static func stem(_ path: String) -> String {
    let name = stripped(stripped(path.lastComponent).replacing(".postman_collection", with: ""))
    let letters = name.map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-"
    }
    return letters.isEmpty ? "imported" : String(letters)
  }
}
