import ArgumentParser
import FoundationEssentials
import Report
import RunModel
import Session

/// `floodgate import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write a scenario from a HAR file or a Postman collection.",
    discussion: Examples.of(
      "import",
      then:
        "Each different request for a run of an app becomes a case, with its inputs and its question. Keys, cookies and other headers are not taken over."
    ))

  @Argument(help: "A HAR file (a browser's network panel saves one), or a Postman collection, v2.")
  var file: String

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
      let cases = Self.stripped(scenario) + ".jsonl"
      for path in [scenario, cases] where !force && FileManager.default.fileExists(atPath: path) {
        throw UsageProblem("\(path) is there already; --force writes over it, -o names another")
      }
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
    for ending in [".yaml", ".yml", ".har", ".json"] where path.hasSuffix(ending) {
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
