import Session
import ArgumentParser
import CaseMatrix
import FoundationEssentials
import LoadEngine
import Report
import RunModel

/// `floodgate validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a scenario without sending anything.",
    discussion: Examples.of("validate"))

  @OptionGroup var source: ManifestSource
  @OptionGroup var judging: GateSource

  @Flag(name: .customLong("json"), help: "Everything that is wrong or advised, as one JSON document.")
  var asJSON = false

  @Flag(help: "Ask the app for what only it knows: limits of boundary values.")
  var askServer = false

  /// So many bytes of cases are looked at.
  static let lookLimit = 64 << 20

  private static func count(_ manifest: PreparedRun) -> String {
    manifest.plan.isPartial
      ? "as far as the first \(manifest.header.caseCount) cases, 64 MB of them; 'floodgate plan' looks at all"
      : "\(manifest.header.caseCount) cases"
  }

  func run() async throws {
    if asJSON { return try await reportAsJSON() }
    try await reporting {
      var manifest = try await source.load(asksServer: askServer, lookLimit: Self.lookLimit)
      _ = try judging.gate(of: &manifest)
      let problems = manifest.execution.problems
      if !problems.isEmpty { throw InvalidManifest(problems: problems) }
      Terminal.print("\(source.file): fine, \(Self.count(manifest))")
      for advice in RunAdvice.about(manifest) { Terminal.print("  advice  \(advice)") }
    }
  }
}

extension ValidateCommand {
  private func reportAsJSON() async throws {
    var report = ValidationReport(file: source.file)
    await report.check(source, asksServer: askServer)
    Terminal.print(report.text)
    if !report.isValid { throw ExitStatus.usage.error }
  }
}
