import ArgumentParser
import Pages
import Report
import RunModel
import Session

/// `floodgate report`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Render a report's page again, show its summary, or list a folder's runs.",
    discussion: Examples.of("report"))

  @Argument(
    help:
      "A report.json.gz, or the folder of a run; the report of a run that was killed is made from its results."
  )
  var file: String?

  @Option(help: "A folder of runs: write its index.html.")
  var index: String?

  @Option(name: .shortAndLong, help: "Where the page goes; beside the report by default.")
  var output: String?

  @Option(help: "Another form than the page: \(ReportFormats.names.joined(separator: ", ")).")
  var format: String?

  func validate() throws {
    guard (file == nil) != (index == nil) else {
      throw ValidationError(
        "expected a report.json.gz, the folder of a run, or --index with a folder of runs")
    }
    guard index == nil || (output == nil && format == nil) else {
      throw ValidationError(
        "--index writes index.html into the folder, and takes neither --output nor --format")
    }
  }
  static var formatNames: [String] { ReportFormats.names }

  func run() async throws {
    try await reporting {
      if let index {
        let count = try RunIndex.write(index, page: IndexPage.render)
        return Terminal.print("  index         \(index)/index.html, \(count) runs")
      }
      guard let given = file else { return }
      let (file, report) = try await find(given)
      if let format { return try write(report, as: format) }
      let page = output ?? (file.hasSuffix(".json.gz") ? String(file.dropLast(8)) : file) + ".html"
      try ReportFile.writeBytes(ReportPage(report).bytes, to: page)
      Terminal.print(TerminalSummary(report).lines.joined(separator: "\n"))
      Terminal.print("\n  page          \(page)")
    }
  }

  /// The report that is meant: a file, or that of a run's folder, which is made when there is none.
  private func find(_ path: String) async throws -> (file: String, report: ReportDocument) {
    guard RunPaths.isFolder(path) else { return (path, try ReportFile.read(path)) }
    return (RunPaths(folder: path).report, try await LoadTest.report(of: path))
  }

  private func write(_ report: ReportDocument, as name: String) throws {
    guard let format = ReportFormats.format(named: name) else {
      throw UsageProblem("unknown format '\(name)'; expected \(ReportFormats.names.joined(separator: ", "))")
    }
    let bytes = try format.render(report)
    if let output {
      try ReportFile.writeBytes(bytes, to: output)
    } else {
      Terminal.print(String(decoding: bytes, as: UTF8.self))
    }
  }
}
