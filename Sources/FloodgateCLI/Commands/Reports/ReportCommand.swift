import ArgumentParser
import FoundationEssentials
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
      "A report.json.gz, or the folder of a run; the report of a run that was killed is made from its results. Or a search for a capacity or a sweep: its folder, capacity.json.gz or sweep.json.gz."
  )
  var file: String?

  @Option(help: "A folder of runs: write its index.html.")
  var index: String?

  @Option(name: .shortAndLong, help: "Where the page goes; beside the report by default.")
  var output: String?

  @Option(
    help:
      "Another form than the page: \(ReportFormats.names.joined(separator: ", ")); of a search text, markdown, junit, csv or json."
  )
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
      if CapacityFile.isSearch(given) { return try writeSearch(given) }
      if let sweep = CapacityFile.sweepFile(given) { return try writeSweep(sweep) }
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
    let paths = RunPaths(folder: path)
    guard
      paths.hasReport || ShardsFolder.isOne(path) || FileManager.default.fileExists(atPath: paths.manifest)
    else {
      throw UsageProblem(
        "\(path) is no folder of a run: it has neither report.json.gz nor manifest.jsonl; `--index` lists a folder of runs"
      )
    }
    return (paths.report, try await LoadTest.report(of: path))
  }

  private func writeSearch(_ path: String) throws {
    let file = ReportFile.path(ofRun: path, file: CapacityFile.name)
    let report = try CapacityFile.read(file)
    if let name = format {
      let names = CapacityFormats.everyFormat.map(\.name)
      guard let format = CapacityFormats.everyFormat.first(where: { $0.name == name }) else {
        throw UsageProblem("unknown format '\(name)'; of a search expected \(names.joined(separator: ", "))")
      }
      return try write(try format.render(report))
    }
    let page = output ?? (file.hasSuffix(".json.gz") ? String(file.dropLast(8)) : file) + ".html"
    try ReportFile.writeBytes(CapacityPage(report).bytes, to: page)
    Terminal.print(CapacityText(report).whole + "\n  page          \(page)")
  }

  private func writeSweep(_ file: String) throws {
    let report = try CapacityFile.readSweep(file)
    if let name = format {
      guard name == "json" else { throw UsageProblem("unknown format '\(name)'; of a sweep expected json") }
      return try write(try CapacityFile.json(report))
    }
    let page = output ?? String(file.dropLast(8)) + ".html"
    try ReportFile.writeBytes(SweepPage(report).bytes, to: page)
    let steps = [CapacityText.columns] + report.steps.map { CapacityText.line($0, report.over) }
    let lines = steps + ["", report.sentence, "", "  page          \(page)"]
    Terminal.print(lines.map(\.withoutControls).joined(separator: "\n"))
  }

  private func write(_ report: ReportDocument, as name: String) throws {
    guard let format = ReportFormats.format(named: name) else {
      throw UsageProblem("unknown format '\(name)'; expected \(ReportFormats.names.joined(separator: ", "))")
    }
    try write(try format.render(report))
  }

  private func write(_ bytes: [UInt8]) throws {
    if let output {
      try ReportFile.writeBytes(bytes, to: output)
    } else {
      Terminal.print(String(decoding: bytes, as: UTF8.self))
    }
  }
}
