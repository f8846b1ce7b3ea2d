import ArgumentParser
import LoadEngine
import Report
import RunModel
import Scenario
import Session

/// `floodgate sweep`
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "Run a scenario at each of a list of loads, or with each of a list of settings, to one table and one page.",
    discussion: Examples.of(
      "sweep",
      then: """
        A step of constant load for each: --users 1,2,5,10,20,50 or --rate 1,2,5. The scenario's own load is replaced; its \
        limits on tokens and cost are those of the whole sweep. --set KEY=VALUE,VALUE sets a value of the scenario; several \
        make all combinations, with each of the loads, or with the scenario's own load when none is given. A step that \
        breaks does not end the others.

        Exit code 0 when all steps were made, 3 when something ended it before.
        """))

  @OptionGroup var source: ManifestSource

  @Option(help: "Numbers of users, with commas between them; 10..50:10 is 10, 20, 30, 40, 50.")
  var users: String?

  @Option(help: "Arrivals a second, with commas between them; 1..3:0.5 is 1, 1.5, 2, 2.5, 3.")
  var rate: String?

  @Option(
    name: .customLong("set"),
    help:
      "A value of the scenario, such as target.connection.http=1.1,2 or execution.concurrency=1,5,10; may be repeated."
  )
  var settings: [String] = []

  @Option(help: "How often each load is made: in blocks of all loads.")
  var times = 1

  @Option(help: "Make each block in a random order of this seed.")
  var shuffle: UInt64?

  @OptionGroup(title: "Steps") var steps: StepOptions

  @OptionGroup(title: "Output") var output: SeriesOutput

  @OptionGroup(title: "In the browser") var showing: WebOptions

  func run() async throws {
    try await reporting {
      let (swept, given, pace) = (try SweptSettings(settings), try wanted(), try steps.pace())
      let variants = try await variants(swept)
      let manifest = variants.isEmpty ? try await manifest([]) : variants[0].manifest
      let unit = given?.unit ?? (manifest.isOfArrivals ? .rate : .users)
      let objective = try StepSeries.objective(steps.objectives, of: manifest, unit, pace)
      let token = CancellationToken.onSignals()
      let text = SeriesLines(unit: unit, isQuiet: output.quiet, asJSON: output.asJSON)
      try await showing.beside(output.options) { options in
        let series = try StepSeries(
          manifest, objective: objective, unit: unit, pace: pace, options: options, token: token,
          keepsLoad: given == nil)
        let runs = try SweepRuns(
          series, loads: given?.loads ?? [], names: swept.names, variants: variants, times: times,
          seed: shuffle, heard: text.tell)
        text.begin()
        let outcome = try await runs.run()
        text.tell(outcome)
        if token.isInterrupted { throw ExitStatus.interrupted.error }
        throw (outcome.report.endedBy == nil ? ExitStatus.passed : .inconclusive).error
      }
    }
  }

  /// The scenario with each combination of its settings; none without --set. Throws what is wrong, in words.
  private func variants(_ swept: SweptSettings) async throws -> [SweepVariant] {
    if swept.names.isEmpty { return [] }
    var variants: [SweepVariant] = []
    for values in swept.combinations {
      variants.append(SweepVariant(values: values, manifest: try await manifest(try swept.settings(values))))
    }
    return SweepVariant.shown(variants)
  }

  private func manifest(_ settings: [ScenarioSetting]) async throws -> PreparedRun {
    try await source.load(asksServer: true) {
      ($0.settings, $0.runs) = (settings, output.options.reports)
      $0.notesTags = !steps.objectives.isEmpty
    }
  }

  /// What the loads are numbers of, and the loads; `nil` for the scenario's own. Throws ``UsageProblem``.
  func wanted() throws -> (unit: CapacityPlan.Unit, loads: [Double])? {
    switch (users, rate) {
    case (let users?, nil): return (.users, try Self.loads("users", users, least: 1, isWhole: true))
    case (nil, let rate?): return (.rate, try Self.loads("rate", rate, least: 0.001, isWhole: false))
    case (nil, nil) where !settings.isEmpty: return nil
    case (_?, _?): throw UsageProblem("--users and --rate are both given; a sweep goes over one of them")
    default:
      throw UsageProblem("a sweep needs either --users 1,2,5,10 or --rate 1,2,5, or --set KEY=VALUE,VALUE")
    }
  }

  private static func loads(_ name: String, _ text: String, least: Double, isWhole: Bool) throws -> [Double] {
    try text.split(separator: ",").flatMap { part in
      let word = part.filter { !$0.isWhitespace }
      let loads = LoadRange(word)?.loads ?? Double(word).map { [$0] }
      guard let loads,
        loads.allSatisfy({ (least...1_000_000).contains($0) && (!isWhole || $0 == $0.rounded()) })
      else {
        throw UsageProblem(
          "--\(name): '\(word)' is no \(isWhole ? "whole number from 1" : "number from 0.001") to 1000000, and no range such as 10..50:10"
        )
      }
      return loads
    }
  }
}
