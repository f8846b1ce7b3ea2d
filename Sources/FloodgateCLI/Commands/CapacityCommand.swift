import ArgumentParser
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate capacity`
struct CapacityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "Find the most users or arrivals that hold an objective.",
    discussion: Examples.of(
      "capacity",
      then: """
        Steps of constant load: doubled until the objective breaks, closed in, confirmed at the edge. The scenario's own \
        load is replaced; its limits on tokens and cost are those of the whole search. Ctrl-C ends it, and what is known \
        is told.

        Exit code 0 when a capacity was found, 3 when the search did not come to its end, 5 when the generator was the \
        limit, 99 when the objective broke at the least load or --at-least is not reached.
        """))

  @OptionGroup var source: ManifestSource

  @OptionGroup(title: "Search") var search: CapacityOptions

  @OptionGroup(title: "Steps") var steps: StepOptions

  @Option(help: "The load that has to be held, or the exit code is 99.")
  var atLeast: Double?

  @OptionGroup(title: "Output") var output: SeriesOutput

  func run() async throws {
    try await reporting {
      let (plan, pace) = (try search.plan(), try steps.pace())
      if let atLeast, atLeast > plan.most {
        throw UsageProblem("--at-least \(atLeast) is more than --max \(plan.most)")
      }
      let manifest = try await source.load(asksServer: true)
      let objective = try StepSeries.objective(steps.objectives, of: manifest, plan.over, pace)
      let token = CancellationToken.onSignals()
      let text = SeriesLines(unit: plan.over, isQuiet: output.quiet, asJSON: output.asJSON)
      let series = try StepSeries(
        manifest, objective: objective, unit: plan.over, pace: pace, options: output.options, token: token)
      let runs = try CapacityRuns(series, plan: plan, heard: text.tell)
      text.begin()
      let outcome = try await runs.run()
      text.tell(outcome)
      throw status(outcome.report.answer, token).error
    }
  }

  /// The exit code of an answer.
  private func status(_ answer: CapacityAnswer, _ token: CancellationToken) -> ExitStatus {
    if token.isInterrupted { return .interrupted }
    if let atLeast, let broke = answer.broke, broke <= atLeast { return .thresholdFailed }
    if let atLeast, let held = answer.sustained, held >= atLeast, answer.kind != .failedAtLeast {
      return .passed
    }
    switch answer.kind {
    case .found, .neverBroke: return atLeast == nil ? .passed : .thresholdFailed
    case .failedAtLeast: return .thresholdFailed
    case .generatorLimit: return .invalid
    case .unfinished: return .inconclusive
    }
  }
}
