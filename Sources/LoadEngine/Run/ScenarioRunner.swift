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
  let tokens: TokenDesk
  let outcome = RunOutcome()
  private let limits = StopLimits()
  private let lanes: [Lane]
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
    tokens = TokenDesk(scope)
    lanes = Lane.lanes(of: request)
    let runsOnce = lanes.contains { $0.stretches.contains { $0.policy.load.runsOnce } }
    numbers = TaskNumbers(from: runsOnce ? request.cases.caseCount ?? 1 << 40 : 0)
  }

  /// Runs them all. Throws what the source of cases throws.
  func run() async throws { try await run(lanes) }

  private func run(_ lanes: [Lane]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in lanes {
        group.addTask(executorPreference: scope.loop) { try await run(lane) }
      }
      try await group.waitForAll()
    }
  }

  /// Runs a lane, then all that wait for it together.
  private func run(_ lane: Lane) async throws {
    let limits = tokens.lane(lane.stretch.limits)
    let failed = await prepare(lane.stretch, limits)
    try await measure(lane.stretch, limits, setupFailed: failed)
    await cleanUp(lane.stretch, limits)
    try await run(lane.followers)
  }

  private func measure(_ stretch: Lane.Stretch, _ limits: TokenDesk.Lane, setupFailed: String?) async throws {
    let coordinator = RunCoordinator(
      scope: scope,
      configuration: .init(
        policy: stretch.policy, tokens: limits, limits: self.limits.limits(stretch.policy.stopConditions),
        seed: request.header.seed, shard: request.header.shard,
        ids: ids,
        outcome: outcome, runLimit: limit, expectations: stretch.expectations, secrets: request.secrets),
      source: stretch.feed(request, numbers: numbers), report: report, work: work)
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
  private func prepare(_ stretch: Lane.Stretch, _ limits: TokenDesk.Lane) async -> String? {
    for scenario in stretch.plans where !scenario.setup.isEmpty && !request.token.isCancelled {
      let results = await once(scenario.setup, of: scenario, .setup, stretch, limits)
      if results.contains(where: { !$0.status.isSuccess }) { return scenario.name }
    }
    return nil
  }

  /// Runs what has to be done after, also when the run was stopped, but not when it was aborted. An abort ends it.
  private func cleanUp(_ stretch: Lane.Stretch, _ limits: TokenDesk.Lane) async {
    for scenario in stretch.plans where !scenario.teardown.isEmpty && request.token.stage < .abort {
      _ = await once(scenario.teardown, of: scenario, .teardown, stretch, limits)
    }
  }

  /// Runs cases one after the other; their results are kept apart.
  private func once(
    _ cases: [TestCase], of scenario: ScenarioPlan, _ phase: Phase, _ stretch: Lane.Stretch,
    _ limits: TokenDesk.Lane
  ) async -> [TaskResult] {
    let apart = RunReport(keepsResults: true, sinks: [], events: nil, expectedCount: cases.count)
    let policy = ExecutionPolicy(
      concurrency: 1, retryPolicy: stretch.policy.retryPolicy,
      stopConditions: StopConditions(
        timeoutPerTask: scenario.setupLimit.map { .seconds(min(max($0, 0), 1e9)) }
          ?? stretch.policy.stopConditions.timeoutPerTask))
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
