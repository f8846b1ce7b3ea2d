import FoundationEssentials
import RunModel

/// Everything that one run is made of.
struct RunRequest: Sendable {
  var header: ManifestHeader
  var cases: any CaseSource
  /// Indices of cases that are done already, by the process that this one goes on for.
  var finished: Set<Int> = []
  var token: CancellationToken
  var sinks: [any ResultSink]
  var keepsResults: Bool
  var events: EventFeed?
  var runID: String
  var startedAt: Date
  var secrets = Secrets.none
  /// The limits of a run of which this one is a part, and which are the whole's; `nil` for its own.
  var stops: StopLimits?

  /// Throws ``InvalidManifest`` when it cannot be run.
  func validate() throws {
    var problems = header.execution.problems
    for scenario in header.scenarios {
      problems += (scenario.execution?.problems ?? []).map {
        PolicyProblem(
          field: "scenario '\(scenario.name)': \($0.field)", value: $0.value, expected: $0.expected)
      }
      problems += order(of: scenario)
    }
    problems += header.shardProblems
    if !problems.isEmpty { throw InvalidManifest(problems: problems) }
  }

  /// `start_after` must name an earlier scenario: then there can be no cycle.
  private func order(of scenario: ScenarioPlan) -> [PolicyProblem] {
    guard let other = scenario.startAfter else { return [] }
    let earlier = header.scenarios.prefix { $0.name != scenario.name }.map(\.name)
    if earlier.contains(other) { return [] }
    return [
      PolicyProblem(
        field: "scenario '\(scenario.name)': start_after", value: other,
        expected: "the name of an earlier scenario")
    ]
  }
}
