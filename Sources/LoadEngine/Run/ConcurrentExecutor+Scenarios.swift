import Reactor
import RunModel

/// A run from its first event to its result.
extension ConcurrentExecutor {
  func execute(_ request: RunRequest, on loop: any EventLoop) async -> RunExecutionResult {
    let scope = RunScope(runID: request.runID, loop: loop, origin: loop.now, logger: logger)
    let watched = loop as? EpollLoop
    let meter = watched.map(LoopMeter.init)
    let runner = ScenarioRunner(request, scope: scope, ids: ids, work: work)
    request.events?.send(.runStarted(runID: request.runID, taskCount: request.cases.caseCount))
    await runner.run()
    request.events?.send(.runFinished(runner.report.statistics, at: scope.now))
    var result = result(of: runner)
    if let watched, let meter { result.generator = meter.health(watched) }
    return result
  }

  private func result(of runner: ScenarioRunner) -> RunExecutionResult {
    let results = runner.report.resultsInCaseOrder()
    let workflows = Set(results.lazy.map(\.workflowID).prefix(1000))
    let only = workflows.count == 1 ? workflows.first : nil
    return RunExecutionResult(
      runID: runner.request.runID, workflowID: only ?? runner.request.header.name,
      startedAt: runner.request.startedAt, totalDuration: runner.scope.now - .zero, taskResults: results,
      setupResults: runner.outcome.setupResults, statistics: runner.report.statistics,
      counts: runner.report.counts,
      stopReason: runner.outcome.stopReason, peakConcurrency: runner.report.peakInFlight,
      metadata: metadata(runner.request))
  }

  private func metadata(_ request: RunRequest) -> [String: String] {
    var metadata = request.header.metadata
    metadata["manifest"] = request.header.name
    metadata["total_cases"] = request.cases.caseCount.map(String.init)
    metadata["concurrency"] = String(request.header.execution.concurrency)
    metadata["batch_size"] = request.header.execution.batchSize.map(String.init)
    metadata["max_attempts"] = String(request.header.execution.retryPolicy.maxAttempts)
    return metadata
  }
}
