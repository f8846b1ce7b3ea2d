import ArgumentParser
import Report

/// `floodgate report`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Render a report's page again, or show its summary.")

  @Argument(help: "A report.json.gz.")
  var file: String

  @Option(name: .shortAndLong, help: "Where the page goes; beside the report by default.")
  var output: String?

  @Option(help: "Another form than the page: \(ReportFormats.names.joined(separator: ", ")).")
  var format: String?

  func run() async throws {
    try await reporting {
      let report = try ReportFile.read(file)
      if let format { return try write(report, as: format) }
      let page = output ?? (file.hasSuffix(".json.gz") ? String(file.dropLast(8)) : file) + ".html"
      try ReportFile.writeBytes(ReportPage(report).bytes, to: page)
      Terminal.print(TerminalSummary(report).lines.joined(separator: "\n"))
      Terminal.print("\n  page          \(page)")
    }
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
