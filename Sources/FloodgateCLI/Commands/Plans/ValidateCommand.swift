import ArgumentParser
import CaseMatrix
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a scenario without sending anything.",
    discussion: Examples.of("validate"))

  @OptionGroup var source: ManifestSource
  @OptionGroup var judging: GateSource

  @Flag(name: .customLong("json"), help: "Everything that is wrong or advised, as one JSON document.")
  var asJSON = false

  @Flag(
    name: [.customLong("ask"), .customLong("ask-server")],
    help: "Ask the apps too: mode, version, inputs with their limits, traps, and what the run takes at most.")
  var asksServer = false

  /// So many bytes of cases are looked at.
  static let lookLimit = 64 << 20

  private static func count(_ manifest: PreparedRun) -> String {
    manifest.plan.isPartial
      ? "as far as the first \(Figures.counted(manifest.header.caseCount, "case")), 64 MB of them; 'floodgate plan' looks at all"
      : Figures.counted(manifest.header.caseCount, "case")
  }

  func run() async throws {
    if asJSON { return try await reportAsJSON() }
    try await reporting {
      var manifest = try await source.load(asksServer: asksServer) {
        ($0.lookLimit, $0.notesTags) = (Self.lookLimit, judging.namesTags)
      }
      _ = try judging.gate(of: &manifest)
      let problems = manifest.execution.problems
      if !problems.isEmpty { throw InvalidManifest(problems: problems) }
      Terminal.print("\(source.file): fine, \(Self.count(manifest))")
      for advice in RunAdvice.about(manifest) { Terminal.print("  advice  \(advice)") }
      if asksServer { try await ask(manifest) }
    }
  }
}

extension ValidateCommand {
  /// What the apps say, and what the run takes at most.
  private func ask(_ manifest: PreparedRun) async throws {
    let checks = try await TargetCheck.ask(manifest)
    for check in checks { Terminal.print(TargetCheckText(check: check).lines.joined(separator: "\n")) }
    let part = manifest.plan.isPartial ? ", the cases that were looked at" : ""
    Terminal.print("  takes   \(try manifest.spendEstimate().words)\(part)")
    if checks.contains(where: { !$0.problems.isEmpty }) { throw ExitStatus.usage.error }
  }

  private func reportAsJSON() async throws {
    var report = ValidationReport(file: source.file)
    await report.check(source, asksServer: asksServer)
    Terminal.print(report.text)
    if !report.isValid { throw ExitStatus.usage.error }
  }
}
