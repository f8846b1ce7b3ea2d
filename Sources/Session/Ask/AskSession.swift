import Dify
import FoundationEssentials
import LoadEngine
import MockDify
import Reactor
import RunModel

/// Does one task of a manifest once, without load, retries, setup or files, and tells all that comes.
package struct AskSession {
  package let manifest: PreparedRun
  package var environment = ProcessInfo.processInfo.environment
  package var tell: @Sendable (AskedEvent) -> Void = { _ in }

  package init(_ manifest: PreparedRun) { self.manifest = manifest }

  /// Asks. Throws ``UsageProblem`` for what keeps the task from being sent: no case, no key, an app that is another.
  package func run(_ token: CancellationToken = CancellationToken()) async throws -> AskedTask {
    guard let testCase = try manifest.firstCases(1).first else {
      throw UsageProblem("the scenario has no case, so there is nothing to ask: look at its matrix")
    }
    let header = Self.header(manifest.header, for: testCase)
    return try await StandIns.during(header.targets) { mocks, loop in
      try await ask(testCase, header, mocks, loop, token)
    }
  }

  private func ask(
    _ testCase: TestCase, _ header: ManifestHeader, _ mocks: [String: MockDifyServer], _ loop: EpollLoop,
    _ token: CancellationToken
  ) async throws -> AskedTask {
    var options = RunSession.Options()
    (options.environment, options.keepsOutputs, options.tell) = (environment, true, tell)
    let settings = options
    let targets = try await loop.perform {
      try await RunTargets(header, cases: [testCase], mocks: mocks, loop: loop, options: settings)
    }
    var executor = ConcurrentExecutor { try await targets.work($0) }
    executor.secrets = targets.secrets
    let result = try await executor.run(
      RunManifest(header: header, cases: [testCase]), header: header, cancellation: token, keepsResults: true,
      on: loop)
    _ = await loop.perform { await targets.close() }
    guard let task = result.taskResults.first, let target = targets.facts.first else {
      throw UsageProblem(
        "the task was not begun: \(result.stopReason.map { "\($0)" } ?? "no reason is known")")
    }
    return AskedTask(
      testCase: testCase, target: target, result: task,
      notes: targets.notes + Self.notes(manifest.header, testCase))
  }

  /// A header for the one task: its target, its scenario's expectations and time limit, and nothing of a load.
  static func header(_ header: ManifestHeader, for testCase: TestCase) -> ManifestHeader {
    var one = header
    let plan = header.scenarios.first { $0.name == testCase.scenario }
    let name = plan?.target(of: testCase.variant)
    one.targets = header.targets.filter { $0.name == name || name == nil }
    one.scenarios = plan.map { [$0.alone] } ?? []
    let limit = (plan?.execution ?? header.execution).stopConditions.timeoutPerTask
    one.execution = ExecutionPolicy(
      concurrency: 1, stopConditions: StopConditions(timeoutPerTask: limit), drainLimit: .zero)
    (one.caseCount, one.thresholds, one.shard) = (1, [], nil)
    return one
  }

  private static func notes(_ header: ManifestHeader, _ testCase: TestCase) -> [String] {
    let plan = header.scenarios.first { $0.name == testCase.scenario }
    let isLeftOut = !(plan?.setup.isEmpty ?? true) || !(plan?.teardown.isEmpty ?? true)
    return isLeftOut ? ["setup and teardown of the scenario were left out"] : []
  }
}

extension ScenarioPlan {
  /// The scenario without what stands around its tasks.
  fileprivate var alone: ScenarioPlan {
    var plan = self
    (plan.execution, plan.startAfter, plan.setup, plan.teardown) = (nil, nil, [], [])
    return plan
  }
}
