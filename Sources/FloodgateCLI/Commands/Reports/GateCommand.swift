import ArgumentParser
import Judgement
import Report
import RunModel
import Session

/// `floodgate gate`
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Judge reports of runs, or searches for a capacity, by thresholds, their own or others.",
    discussion: Examples.of(
      "gate",
      then: "Several reports are judged one by one; the exit code is the worst.\nExit codes:\n"
        + ExitStatus.table))

  @Argument(help: "Files report.json.gz or capacity.json.gz, or folders of runs or searches.")
  var files: [String]

  @Option(name: .customLong("threshold"), help: "A threshold instead of the reports' own; may be repeated.")
  var thresholds: [String] = []

  @Option(help: "The report that baseline(...) in thresholds means.")
  var baseline: String?

  @Flag(name: .customLong("json"), help: "One JSON object for each report, with every figure.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let judgements = try files.map {
        CapacityFile.isSearch($0) ? try judgeSearch($0) : try judge(ReportFile.path(ofRun: $0))
      }
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

  private func judgeSearch(_ file: String) throws -> Judgement {
    var report = try CapacityFile.read(file)
    let texts = thresholds.isEmpty ? (report.thresholds ?? []).map(\.threshold.expression) : thresholds
    let gate = try CapacityGate(texts, over: report.plan.over, baseline: try baseline.map(CapacityFile.read))
    report.thresholds = gate.judge(report)
    if texts.isEmpty, !asJSON { Terminal.print(report.sentence) }
    return Judgement(
      report: file, run: report.id ?? report.name, verdict: report.verdict, reasons: [],
      thresholds: report.thresholds ?? [])
  }

  private func judge(_ file: String) throws -> Judgement {
    let earlier = try baseline.map { try ReportFile.read(ReportFile.path(ofRun: $0)) }
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
