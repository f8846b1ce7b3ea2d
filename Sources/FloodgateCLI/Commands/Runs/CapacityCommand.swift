import ArgumentParser
import Judgement
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
        is told; 'floodgate resume' goes on.

        Exit code 0 when a capacity was found and all thresholds hold, 3 when the search did not come to its end or a \
        threshold cannot be decided, 5 when the generator was the limit, 99 when the objective broke at the least load or a \
        threshold fails.
        """))

  @OptionGroup var source: ManifestSource

  @OptionGroup(title: "Search") var search: CapacityOptions

  @OptionGroup(title: "Steps") var steps: StepOptions

  @Option(help: "The load that has to be held: short for --threshold 'capacity >= N'.")
  var atLeast: Double?

  @Option(
    name: .customLong("threshold"),
    help:
      "What has to hold of the answer: 'capacity >= 40 users', 'knee > 20', 'throughput >= 5/s', 'capacity >= 0.9 * baseline'; may be repeated."
  )
  var thresholds: [String] = []

  @Option(help: "The earlier search that baseline in thresholds means: its folder or capacity.json.gz.")
  var baseline: String?

  @OptionGroup(title: "Output") var output: SeriesOutput

  @OptionGroup(title: "In the browser") var showing: WebOptions

  func run() async throws {
    try await reporting {
      let (plan, pace) = (try search.plan(), try steps.pace())
      let gate = try gate(over: plan)
      let manifest = try await source.load(asksServer: true) {
        ($0.runs, $0.notesTags) = (output.options.reports, !steps.objectives.isEmpty)
      }
      let objective = try StepSeries.objective(steps.objectives, of: manifest, plan.over, pace)
      let token = CancellationToken.onSignals()
      let text = SeriesLines(unit: plan.over, isQuiet: output.quiet, asJSON: output.asJSON)
      try await showing.beside(output.options) { options in
        let series = try StepSeries(
          manifest, objective: objective, unit: plan.over, pace: pace, options: options, token: token)
        let runs = try CapacityRuns(series, plan: plan, gate: gate, heard: text.tell)
        text.begin()
        let outcome = try await runs.run()
        text.tell(outcome)
        throw ExitStatus(ofSearch: outcome.report, token).error
      }
    }
  }

  /// What the answer is judged by. Throws ``UsageProblem`` or ``ThresholdProblem``.
  private func gate(over plan: CapacityPlan) throws -> CapacityGate {
    let least = atLeast.map { ["capacity >= \(Figures.short($0))"] } ?? []
    let gate = try CapacityGate(
      least + thresholds, over: plan.over, baseline: try baseline.map(CapacityFile.read))
    if let load = gate.deciding, load > plan.most {
      throw UsageProblem(
        "'capacity >= \(Figures.short(load))' is more than --max \(Figures.short(plan.most))")
    }
    return gate
  }
}

extension ExitStatus {
  /// What a search comes to.
  init(ofSearch report: CapacityReport, _ token: CancellationToken) {
    self = token.isInterrupted ? .interrupted : ExitStatus(report.verdict)
  }
}
