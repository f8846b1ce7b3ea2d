import Reactor
import RunModel

/// Runs the scenarios of one run: those without a policy of their own share the manifest's, as one mix; the
/// others run beside them, or after the one that they name.
struct ScenarioRunner: Sendable {
  let request: RunRequest
  let scope: RunScope
  let report: RunReport
  let ids: IDSource
  let work: TaskWork
  let tokens: RateTokens
  let outcome = RunOutcome()
  private let limits: StopLimits
  private let groups: [ScenarioGroup]
  /// Tasks of loads over time are numbered after the cases of those that are run once.
  private let numbers: TaskNumbers

  init(_ request: RunRequest, scope: RunScope, ids: IDSource, work: @escaping TaskWork) {
    self.request = request
    self.scope = scope
    self.ids = ids
    self.work = work
    report = RunReport(
      keepsResults: request.keepsResults, sinks: request.sinks, events: request.events,
      expectedCount: request.cases.caseCount)
    tokens = RateTokens(scope)
    limits = request.stops ?? StopLimits()
    groups = ScenarioGroup.groups(of: request)
    let runsOnce = groups.contains { $0.mixes.contains { $0.policy.load.runsOnce } }
    numbers = TaskNumbers(from: runsOnce ? request.cases.caseCount ?? 1 << 40 : 0)
  }

  /// Runs them all.
  func run() async { await run(groups) }

  private func run(_ groups: [ScenarioGroup]) async {
    await withTaskGroup(of: Void.self) { tasks in
      for first in groups { tasks.addTask(executorPreference: scope.loop) { await run(first) } }
    }
  }

  /// Runs a group, then all that wait for it together.
  private func run(_ group: ScenarioGroup) async {
    let limits = tokens.queue(group.mix.limits)
    let failed = await prepare(group.mix, limits)
    await measure(group.mix, limits, setupFailed: failed)
    await cleanUp(group.mix, limits)
    await run(group.followers)
  }

  private func measure(_ mix: ScenarioGroup.Mix, _ limits: RateTokens.Queue, setupFailed: String?) async {
    let coordinator = RunCoordinator(
      scope: scope,
      configuration: .init(
        policy: mix.policy, tokens: limits, limits: self.limits.part(mix.policy.stopConditions),
        seed: request.header.seed, shard: request.header.shard, arrivals: mix.arrivals(request),
        ids: ids,
        outcome: outcome, runLimit: limit, expectations: mix.expectations, secrets: request.secrets),
      source: mix.feed(request, numbers: numbers), report: report, work: work)
    outcome.begin(coordinator)
    if let setupFailed { await coordinator.stop(.setupFailed(scenario: setupFailed), stage: .drain) }
    defer { outcome.end(coordinator) }
    await coordinator.run(request.token)
  }

  /// Bounds the whole run, setup and teardown included, from its start.
  private var limit: Duration? { request.header.execution.stopConditions.timeoutTotal }

  // MARK: Setup and teardown

  private enum Phase: String { case setup, teardown }

  /// Runs what has to be done before; the name of the scenario for which it did not succeed.
  private func prepare(_ mix: ScenarioGroup.Mix, _ limits: RateTokens.Queue) async -> String? {
    for scenario in mix.plans where !scenario.setup.isEmpty && !request.token.isCancelled {
      let results = await once(scenario.setup, of: scenario, .setup, mix, limits)
      if results.contains(where: { !$0.status.isSuccess }) { return scenario.name }
    }
    return nil
  }

  /// Runs what has to be done after, also when the run was stopped, but not when it was aborted. An abort ends it.
  private func cleanUp(_ mix: ScenarioGroup.Mix, _ limits: RateTokens.Queue) async {
    for scenario in mix.plans where !scenario.teardown.isEmpty && request.token.stage < .abort {
      _ = await once(scenario.teardown, of: scenario, .teardown, mix, limits)
    }
  }

  /// Runs cases one after the other; their results are kept apart.
  private func once(
    _ cases: [TestCase], of scenario: ScenarioPlan, _ phase: Phase, _ mix: ScenarioGroup.Mix,
    _ limits: RateTokens.Queue
  ) async -> [TaskResult] {
    let apart = RunReport(keepsResults: true, sinks: [], events: nil, expectedCount: cases.count)
    let policy = ExecutionPolicy(
      concurrency: 1, retryPolicy: mix.policy.retryPolicy,
      stopConditions: StopConditions(
        timeoutPerTask: scenario.setupLimit.map { .seconds(min(max($0, 0), 1e9)) }
          ?? mix.policy.stopConditions.timeoutPerTask))
    let source = RunManifest(cases: cases)
    let coordinator = RunCoordinator(
      scope: scope,
      configuration: .init(
        policy: policy, tokens: limits, seed: request.header.seed,
        ids: IDSource(run: ids.run, task: { "\(scenario.name)-\(phase.rawValue)-\($0 + 1)" }), outcome: nil,
        runLimit: limit, secrets: request.secrets),
      source: CaseFeed(source, repeats: false), report: apart, work: work)
    await coordinator.run(phase == .setup ? request.token : request.token.abortOnly())
    let results = apart.resultsInCaseOrder()
    outcome.add(results)
    return results
  }
}
