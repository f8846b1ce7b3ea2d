import RunModel
import Statistics

/// A work function that calls nobody: it waits, and succeeds or fails as its configuration says. What it draws
/// depends on the seed, the case and the attempt only, not on scheduling.
package struct StubWork: Sendable {
  private let configuration: StubConfiguration

  /// Work of a configuration.
  package init(_ configuration: StubConfiguration) { self.configuration = configuration }

  /// Does one attempt.
  package func callAsFunction(_ context: TaskContext) async throws -> TaskOutput {
    var random = random(context, attempt: context.attempt)
    let delay = configuration.delay.draw(&random)
    if delay > .zero { try await context.sleep(for: delay) }
    switch behavior(context, &random) {
    case .success(let outputs): return success(context, outputs, delay)
    case .failure(let message):
      throw TaskError.business("\(message) (\(context.taskID), attempt \(context.attempt))")
    case .timeout(.immediate): throw TaskError.timeout(limit: limit(context), elapsed: delay)
    case .timeout(.hang):
      while true { try await context.sleep(for: .seconds(3600)) }
    case .error(let label):
      throw TaskError.broken("simulated error (\(context.taskID), attempt \(context.attempt))", class: label)
    }
  }

  private func behavior(_ context: TaskContext, _ random: inout SeededGenerator) -> StubBehavior {
    for (selector, behaviors) in configuration.scripts where selector.fits(context) {
      return behaviors[min(context.attempt, behaviors.count) - 1]
    }
    if configuration.failureScope == .task { random = self.random(context, attempt: 0) }
    return random.nextUnit() < configuration.failureRate ? .failure() : .success()
  }

  private func random(_ context: TaskContext, attempt: Int) -> SeededGenerator {
    SeededGenerator(
      seed: configuration.seed, stream: stableHash(context.testCase.id), UInt64(context.testCase.repetition),
      UInt64(attempt))
  }

  private func limit(_ context: TaskContext) -> Duration { context.remaining ?? .zero }

  private func success(_ context: TaskContext, _ outputs: JSONValue?, _ delay: Duration) -> TaskOutput {
    var exchange = ExchangeRecord()
    exchange.runID = "stub-run-\(context.taskID)"
    exchange.serverElapsed = delay
    exchange.tokens = TokenUsage(total: 100)
    let standard: JSONValue = [
      "text": "stub answer", "task_id": .string(context.taskID), "workflow_id": .string(context.workflowID),
      "scenario": .string(context.testCase.scenario),
      "dataset": context.testCase.dataset.map { .string($0) } ?? .null,
      "parameters": .object(context.parameters),
    ]
    return TaskOutput(outputs: outputs ?? standard, text: "stub answer", exchanges: [exchange])
  }
}

extension StubConfiguration.Selector {
  fileprivate func fits(_ context: TaskContext) -> Bool {
    switch self {
    case .id(let id): context.taskID == id || context.testCase.id == id
    case .index(let index): context.task.index == index
    case .matching(let condition): condition(context.testCase)
    }
  }
}
