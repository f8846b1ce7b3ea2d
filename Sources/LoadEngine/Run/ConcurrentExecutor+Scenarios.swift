import Reactor
import RunModel

/// A run's scenarios: those without a policy of their own share the manifest's, as one mix; the others run
/// beside them, or after the one that they name.
extension ConcurrentExecutor {
  func execute(_ request: RunRequest, on loop: any EventLoop) async throws -> RunExecutionResult {
    let scope = RunScope(runID: request.runID, loop: loop, origin: loop.now, logger: logger)
    let report = RunReport(
      keepsResults: request.keepsResults, sinks: request.sinks, events: request.events,
      expectedCount: request.cases.caseCount)
    report.events?.send(.runStarted(runID: request.runID, taskCount: request.cases.caseCount))
    let lanes = try Lane.lanes(of: request)
    let outcome = RunOutcome()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in lanes {
        group.addTask(executorPreference: loop) { try await run(lane, of: request, scope, report, outcome) }
      }
      try await group.waitForAll()
    }
    report.events?.send(.runFinished(report.statistics, at: scope.now))
    return result(request, scope, report, outcome)
  }

  /// Runs the stretches of a lane one after the other.
  private func run(
    _ lane: Lane, of request: RunRequest, _ scope: RunScope, _ report: RunReport, _ outcome: RunOutcome
  ) async throws {
    for stretch in lane.stretches {
      let coordinator = RunCoordinator(
        scope: scope,
        configuration: .init(
          policy: stretch.policy, limiters: LimiterSet([stretch.policy.rateControl] + stretch.targetLimits),
          seed: request.header.seed, ids: ids, expectations: stretch.expectations),
        source: stretch.feed(request), report: report, work: work)
      try await coordinator.run(request.token)
      await outcome.take(coordinator)
    }
  }

  private func result(
    _ request: RunRequest, _ scope: RunScope, _ report: RunReport, _ outcome: RunOutcome
  ) -> RunExecutionResult {
    var metadata = request.header.metadata
    metadata["manifest"] = request.header.name
    metadata["total_cases"] = request.cases.caseCount.map(String.init)
    metadata["concurrency"] = String(request.header.execution.concurrency)
    metadata["batch_size"] = request.header.execution.batchSize.map(String.init)
    metadata["max_attempts"] = String(request.header.execution.retryPolicy.maxAttempts)
    let results = report.resultsInCaseOrder()
    let workflows = Set(results.lazy.map(\.workflowID).prefix(1000))
    return RunExecutionResult(
      runID: request.runID, workflowID: workflows.count == 1 ? workflows.first! : request.header.name,
      startedAt: request.startedAt, totalDuration: scope.now - .zero, taskResults: results,
      statistics: report.statistics, stopReason: outcome.stopReason, peakConcurrency: outcome.peakInFlight,
      metadata: metadata)
  }
}

/// What the coordinators leave. Confined to the run's loop.
final class RunOutcome: @unchecked Sendable {
  private(set) var stopReason: StopReason?
  private(set) var peakInFlight = 0

  func take(_ coordinator: RunCoordinator) async {
    let (reason, peak) = await (coordinator.stopReason, coordinator.peakInFlight)
    stopReason = stopReason ?? reason
    peakInFlight = max(peakInFlight, peak)
  }
}
