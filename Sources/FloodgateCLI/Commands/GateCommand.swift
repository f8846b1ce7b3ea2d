import ArgumentParser
import Judgement
import Report
import RunModel
import Session

/// `floodgate gate`
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Judge reports by thresholds, their own or others.",
    discussion: Examples.of(
      "gate",
      then: "Several reports are judged one by one; the exit code is the worst.\nExit codes:\n"
        + ExitStatus.table))

  @Argument(help: "Files report.json.gz.")
  var files: [String]

  @Option(name: .customLong("threshold"), help: "A threshold instead of the reports' own; may be repeated.")
  var thresholds: [String] = []

  @Option(help: "The report that baseline(...) in thresholds means.")
  var baseline: String?

  @Flag(name: .customLong("json"), help: "One JSON object for each report, with every figure.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let earlier = try baseline.map { try ReportFile.read($0) }
      let judgements = try files.map { try judge($0, earlier) }
      for judgement in judgements { try show(judgement) }
      throw ExitStatus(judgements.map(\.verdict).min() ?? .invalid).error
    }
  }

  /// What came of one report.
  private struct Judgement: Encodable {
    var report: String
    var run: String
    var verdict: RunVerdict
    var reasons: [VerdictReason]
    var thresholds: [ThresholdVerdict]
  }

  private func judge(_ file: String, _ earlier: ReportDocument?) throws -> Judgement {
    let report = try ReportFile.read(file)
    let definitions =
      thresholds.isEmpty
      ? report.thresholds.map(\.threshold) : thresholds.map { ThresholdDefinition(expression: $0) }
    let gate: Gate
    do {
      gate = try Gate(definitions, baseline: earlier, known: KnownTags(report.measurements))
    } catch {
      throw UsageProblem("\(file): \(error)")
    }
    let judged = report.judged(by: gate)
    return Judgement(
      report: file, run: report.runID, verdict: judged.verdict, reasons: judged.reasons ?? [],
      thresholds: judged.thresholds)
  }

  private func show(_ judgement: Judgement) throws {
    if asJSON {
      return Terminal.print(try CanonicalEncoder.text(of: judgement))
    }
    if files.count > 1 { Terminal.print("\(judgement.report):") }
    for verdict in judgement.thresholds { Terminal.print(verdict.line) }
    for reason in judgement.reasons where reason.kind.verdict < .failed {
      Terminal.print("\(reason.kind.verdict.rawValue): \(reason.text)")
    }
    Terminal.print(judgement.verdict.rawValue)
  }
}
