import ArgumentParser
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate capacity`
struct CapacityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "Find the most users or arrivals that hold an objective.",
    discussion: """
      Steps of constant load: doubled until the objective breaks, closed in, confirmed at the edge. The scenario's own \
      load is replaced; its limits on tokens and cost are those of the whole search. Ctrl-C ends it, and what is known \
      is told.

      Exit code 0 when a capacity was found, 3 when the search did not come to its end, 5 when the generator was the \
      limit, 99 when the objective broke at the least load or --at-least is not reached.
      """)

  @OptionGroup var source: ManifestSource

  @OptionGroup(title: "Search") var search: CapacityOptions

  @Option(help: "The load that has to be held, or the exit code is 99.")
  var atLeast: Double?

  @Option(help: "The folder that the search is written to.")
  var reports = "Reports"

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Progress, steps and the answer as JSON lines.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let (plan, pace) = (try search.plan(), try search.pace())
      if let atLeast, atLeast > plan.most {
        throw UsageProblem("--at-least \(atLeast) is more than --max \(plan.most)")
      }
      let manifest = try await source.load(asksServer: true)
      let objective = try CapacityRuns.objective(search.objectives, of: manifest, pace: pace)
      let token = CancellationToken()
      Signals.handle { count in
        if count == 1 { token.cancel(reason: "interrupted") } else { token.abort(reason: "interrupted") }
      }
      let text = CapacityLines(plan: plan, isQuiet: quiet, asJSON: asJSON)
      let runs = try CapacityRuns(
        manifest, objective: objective, plan: plan, pace: pace, options: options, token: token,
        heard: text.tell)
      text.begin()
      let outcome = try await runs.run()
      text.tell(outcome)
      throw status(outcome.report.answer, token).error
    }
  }

  private var options: RunSession.Options {
    var options = RunSession.Options()
    options.reports = reports
    options.progress = LiveView.progress(
      quiet ? .quiet : (asJSON ? .json : (Terminal.isInteractive ? .block : .quiet)))
    options.complain = { Terminal.write("\($0)\n") }
    return options
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
