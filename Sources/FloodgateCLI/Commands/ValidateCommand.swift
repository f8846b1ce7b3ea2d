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
      for advice in Advice.about(manifest) { Terminal.print("  advice  \(advice)") }
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

/// What a careful colleague would say about a policy that is allowed all the same.
enum Advice {
  static func about(_ manifest: PreparedRun) -> [String] {
    let policy = manifest.execution
    var advice: [String] = []
    if policy.concurrency == 1, manifest.header.caseCount > 20 {
      advice.append("concurrency 1 leaves the server idle between tasks")
    }
    if let limit = policy.stopConditions.timeoutPerTask {
      if limit < .seconds(10) {
        advice.append("timeout_per_task below 10 s may cut off answers that would have come")
      }
      if limit > .seconds(3600) {
        advice.append("timeout_per_task above an hour finds a hanging server late")
      }
    }
    if let size = policy.batchSize, size < policy.concurrency {
      advice.append(
        "batch_size \(size) is less than concurrency \(policy.concurrency): the smaller one rules")
    }
    if policy.retryPolicy.maxAttempts > 1 {
      let worst = worstWait(policy.retryPolicy)
      advice.append(
        "a Dify run is not idempotent: each retry is another run; a task may wait up to \(Figures.clock(worst)) between its attempts"
      )
    }
    if policy.load.runsOnce, let first = try? manifest.firstCases(1000).first(where: { $0.weight != 1 }) {
      advice.append(
        "weights (such as \(first.weight) of case \(first.id)) shape a load's mix; here each case is done once, whatever its weight"
      )
    }
    advice += manifest.header.targets.compactMap { target in
      guard case .environment(let name) = target.key, !target.isStandIn else { return nil }
      let value = ProcessInfo.processInfo.environment[name] ?? ""
      return value.isEmpty
        ? "the environment variable \(name), the API key of target '\(target.name)', is not set here: 'run' needs it"
        : nil
    }
    if manifest.header.thresholds.isEmpty {
      advice.append(
        "there are no thresholds: the run fails a pipeline only when nothing succeeds (exit code 99)")
    }
    return advice
  }

  private static func worstWait(_ policy: RetryPolicy) -> Double {
    let decider = RetryDecider(policy)
    return (1..<max(2, min(policy.maxAttempts, 200))).reduce(0) {
      $0 + decider.exponential(attempt: $1).inSeconds
    }
  }
}
