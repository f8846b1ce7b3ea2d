import FoundationEssentials
import LoadEngine
import RunModel

/// What a careful colleague would say about a run that is allowed all the same.
package enum RunAdvice {
  /// About how it is run; stands in the report too.
  package static func about(_ header: ManifestHeader) -> [String] {
    let own = header.scenarios.flatMap { scenario in
      (scenario.execution?.advice ?? []).map { "scenario '\(scenario.name)': \($0)" }
    }
    let isLoad = header.caseCount > 20
    // A few cases one after the other are a look, not a load.
    let all = header.sharesPolicy ? header.execution.advice.filter { isLoad || !$0.isAboutLittleLoad } : []
    return all.map(\.description) + own
  }

  /// About all of it, before it is run. `environment` is where keys will come from.
  package static func about(
    _ manifest: PreparedRun, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String] {
    about(manifest.header) + retries(manifest.execution) + weights(manifest) + keys(manifest, environment)
      + thresholds(manifest)
  }

  private static func retries(_ policy: ExecutionPolicy) -> [String] {
    policy.retryPolicy.maxAttempts > 1 ? ["a Dify run is not idempotent: each retry is another run"] : []
  }

  private static func weights(_ manifest: PreparedRun) -> [String] {
    guard manifest.execution.load.runsOnce,
      let first = try? manifest.firstCases(1000).first(where: { $0.weight != 1 })
    else { return [] }
    return [
      "weights (such as \(first.weight) of case \(first.id)) shape a load's mix; here each case is done once, whatever its weight"
    ]
  }

  private static func keys(_ manifest: PreparedRun, _ environment: [String: String]) -> [String] {
    manifest.header.targets.compactMap { target in
      guard case .environment(let name) = target.key, !target.isStandIn,
        (environment[name] ?? "").isEmpty
      else { return nil }
      return
        "the environment variable \(name), the API key of target '\(target.name)', is not set here: 'run' needs it"
    }
  }

  private static func thresholds(_ manifest: PreparedRun) -> [String] {
    guard manifest.header.thresholds.isEmpty else { return [] }
    return ["there are no thresholds: the run fails a pipeline only when nothing succeeds (exit code 99)"]
  }
}
