import Judgement
import LoadEngine
import Report
import RunModel
import Session
import Statistics

/// `floodgate run --runs N --until ttft.p95=5%`
extension RunCommand {
  /// The runs that the command line asks for; `nil` when it asks for one. Throws ``UsageProblem``.
  func repeatedRuns(
    _ manifest: PreparedRun, _ gate: Gate, _ token: CancellationToken, _ options: RunSession.Options
  ) throws -> RepeatedRuns? {
    var goal: RepeatGoal?
    if case .narrow(let wanted)? = until { goal = wanted }
    guard runs != nil || goal != nil else { return nil }
    guard pairs == nil, against == nil else {
      throw UsageProblem("--runs repeats one side; --pairs and --against make two: choose one")
    }
    return try RepeatedRuns(
      manifest, gate: gate, limit: runs ?? 30, goal: goal,
      coolDown: .seconds(try StepOptions.seconds("cool-down", coolDown, 0...3600)), options: options,
      token: token, heard: show)
  }

  /// Runs them. Throws the exit code: that of the gravest verdict, or of an interruption.
  func run(_ repeated: RepeatedRuns, _ token: CancellationToken) async throws {
    let outcome = try await repeated.run()
    show(outcome)
    if token.isInterrupted { throw ExitStatus.interrupted.error }
    throw ExitStatus(outcome.report.verdict).error
  }

  private func show(_ outcome: RunSession.Outcome, _ report: RepeatReport) {
    if output.quiet || output.asJSON { return }
    let goal = report.goal.flatMap { goal in
      report.figures.first { $0.metric == goal.metric }?.precision.map {
        "; \(goal.metric.rawValue) known to \u{b1} \(Figures.percent($0))"
      }
    }
    Terminal.print(
      "run \(report.runs.count): \(outcome.report.verdict.rawValue), \(Self.words(outcome))\(goal ?? "")"
    )
  }

  private func show(_ outcome: RepeatedRuns.Outcome) {
    if output.quiet { return }
    let text = RepeatText(outcome.report)
    if output.asJSON {
      return Terminal.print([
        "event": "runs", "verdict": .string(outcome.report.verdict.rawValue),
        "report": .string(outcome.file), "page": .string(outcome.page), "sentence": .string(text.sentence),
      ])
    }
    Terminal.print("\n" + text.lines.joined(separator: "\n"))
    Terminal.print("\n  page          \(outcome.page)")
  }
}
