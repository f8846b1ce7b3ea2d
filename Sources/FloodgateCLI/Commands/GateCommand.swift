import ArgumentParser
import Report
import RunModel

/// `floodgate gate`
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Judge a report by thresholds, its own or others.",
    discussion: "Exit codes:\n" + ExitStatus.table)

  @Argument(help: "A report.json.gz.")
  var file: String

  @Option(name: .customLong("threshold"), help: "A threshold instead of the report's own; may be repeated.")
  var thresholds: [String] = []

  func run() async throws {
    try await reporting {
      let report = try ReportFile.read(file)
      let definitions =
        thresholds.isEmpty
        ? report.thresholds.map(\.threshold) : thresholds.map { ThresholdDefinition(expression: $0) }
      let verdicts = try Gate(definitions).judge(report.measurements, duration: report.duration)
      for verdict in verdicts {
        let needed = verdict.tasksNeeded.map { ", about \($0) more tasks would decide" } ?? ""
        Terminal.print(
          "\(verdict.outcome.rawValue): \(verdict.threshold.expression)  (\(verdict.measured)\(needed))")
      }
      let isValid = report.generator.problems.isEmpty && report.measurements.statistics.total > 0
      for problem in report.generator.problems { Terminal.print("invalid: \(problem)") }
      switch Gate.verdict(verdicts, isValid: isValid) {
      case .passed: Terminal.print("passed")
      case .failed: throw ExitStatus.thresholdFailed.error
      case .inconclusive: throw ExitStatus.inconclusive.error
      case .invalid: throw ExitStatus.invalid.error
      }
    }
  }
}
