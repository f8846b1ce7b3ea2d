import ArgumentParser
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate sweep`
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Run a scenario at each of a list of loads, to one table and one page.",
    discussion: Examples.of(
      "sweep",
      then: """
        A step of constant load for each: --users 1,2,5,10,20,50 or --rate 1,2,5. The scenario's own load is replaced; its \
        limits on tokens and cost are those of the whole sweep. A step that breaks does not end the others.

        Exit code 0 when all steps were made, 3 when something ended it before.
        """))

  @OptionGroup var source: ManifestSource

  @Option(help: "Numbers of users, with commas between them.")
  var users: String?

  @Option(help: "Arrivals a second, with commas between them.")
  var rate: String?

  @Option(help: "How often each load is made: in blocks of all loads.")
  var times = 1

  @Option(help: "Make each block in a random order of this seed.")
  var shuffle: UInt64?

  @OptionGroup(title: "Steps") var steps: StepOptions

  @OptionGroup(title: "Output") var output: SeriesOutput

  @OptionGroup(title: "In the browser") var showing: WebOptions

  func run() async throws {
    try await reporting {
      let ((unit, loads), pace) = (try wanted(), try steps.pace())
      let manifest = try await source.load(asksServer: true)
      let objective = try StepSeries.objective(steps.objectives, of: manifest, unit, pace)
      let token = CancellationToken.onSignals()
      let text = SeriesLines(unit: unit, isQuiet: output.quiet, asJSON: output.asJSON)
      try await showing.beside(output.options) { options in
        let series = try StepSeries(
          manifest, objective: objective, unit: unit, pace: pace, options: options, token: token)
        let runs = try SweepRuns(series, loads: loads, times: times, seed: shuffle, heard: text.tell)
        text.begin()
        let outcome = try await runs.run()
        text.tell(outcome)
        if token.isInterrupted { throw ExitStatus.interrupted.error }
        throw (outcome.report.endedBy == nil ? ExitStatus.passed : .inconclusive).error
      }
    }
  }

  /// What the loads are numbers of, and the loads. Throws ``UsageProblem``.
  func wanted() throws -> (CapacityPlan.Unit, [Double]) {
    switch (users, rate) {
    case (let users?, nil): return (.users, try Self.loads("users", users, least: 1, isWhole: true))
    case (nil, let rate?): return (.rate, try Self.loads("rate", rate, least: 0.001, isWhole: false))
    default: throw UsageProblem("a sweep needs either --users 1,2,5,10 or --rate 1,2,5")
    }
  }

  private static func loads(_ name: String, _ text: String, least: Double, isWhole: Bool) throws -> [Double] {
    try text.split(separator: ",").map { part in
      let word = part.filter { !$0.isWhitespace }
      guard let load = Double(word), (least...1_000_000).contains(load), !isWhole || load == load.rounded()
      else {
        throw UsageProblem(
          "--\(name): '\(word)' is no \(isWhole ? "whole number from 1" : "number from 0.001") to 1000000")
      }
      return load
    }
  }
}
