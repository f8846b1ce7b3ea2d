import FoundationEssentials
import Judgement
import LoadEngine
import RunModel

extension LoadTest {
  /// Searches for the highest load at which an objective holds: a step of constant load after the other, each a load
  /// test of its own with a report of its own. The scenario's load is replaced, its limits on tokens and cost are those
  /// of the whole search.
  ///
  /// ```swift
  /// let found = try await test.capacity(CapacityPlan(over: .users, most: 200), objective: ["ttft.p95 < 3s"])
  /// print(found.report.answer.sustained ?? 0, "users")
  /// ```
  ///
  /// `objective` are thresholds in the gate's grammar, the scenario's own when there are none. Of arrivals it is also an
  /// objective that the server keeps up with them. Cancelling the token ends the search: what is known then is told.
  /// `heard` is called with each step that is over. Throws ``UsageProblem`` or ``ThresholdProblem`` for what keeps it
  /// from its first step.
  public func capacity(
    _ plan: CapacityPlan, objective: [String] = [], pace: CapacityPace = CapacityPace(),
    cancellation: CancellationToken = CancellationToken(),
    heard: @escaping @Sendable (CapacityStep) -> Void = { _ in }
  ) async throws -> CapacityResult {
    try await inSteps(of: plan.over, objective, pace, cancellation) { series in
      let outcome = try await CapacityRuns(series, plan: plan, heard: heard).run()
      return CapacityResult(report: outcome.report, folder: kept(outcome.folder))
    }
  }

  /// Makes a step of constant load at each of `loads`, users or arrivals a second, in their order. A step that breaks does
  /// not end the others. Objective, pace, token and `heard` are those of ``capacity(_:objective:pace:cancellation:heard:)``,
  /// but no step is ended early. Throws ``UsageProblem`` or ``ThresholdProblem`` for what keeps it from its first step.
  public func sweep(
    _ loads: [Double], over unit: CapacityPlan.Unit, objective: [String] = [],
    pace: CapacityPace = CapacityPace(), cancellation: CancellationToken = CancellationToken(),
    heard: @escaping @Sendable (CapacityStep) -> Void = { _ in }
  ) async throws -> SweepResult {
    try await inSteps(of: unit, objective, pace, cancellation) { series in
      let outcome = try await SweepRuns(series, loads: loads, heard: heard).run()
      return SweepResult(report: outcome.report, folder: kept(outcome.folder))
    }
  }

  private func inSteps<Result>(
    of unit: CapacityPlan.Unit, _ objective: [String], _ pace: CapacityPace, _ token: CancellationToken,
    _ body: (StepSeries) async throws -> Result
  ) async throws -> Result {
    let wanted = try StepSeries.objective(objective + thresholds, of: manifest, unit, pace)
    return try await withFiles(token) { options in
      try await body(
        try StepSeries(
          manifest, objective: wanted, unit: unit, pace: pace, options: options, token: token))
    }
  }
}

extension StepSeries {
  /// What has to hold: the texts, the scenario's thresholds when there are none. Throws ``ThresholdProblem``.
  package static func objective(
    _ texts: [String], of manifest: PreparedRun, _ unit: CapacityPlan.Unit, _ pace: CapacityPace
  ) throws -> [ThresholdDefinition] {
    // A few seconds after the warm-up there is something to judge.
    let delay = pace.warmUp + max(2, pace.step / 10)
    let all =
      texts.isEmpty
      ? try CapacityObjective.read(manifest.header.thresholds, delay: delay)
      : try CapacityObjective.read(texts, delay: delay)
    // Users wait for their answers: their load is always reached.
    return unit == .rate ? all : all.filter { !$0.expression.contains(ReachedLoad.metric) }
  }
}

/// What a search for a capacity came to.
public struct CapacityResult: Sendable {
  /// The answer, and every step that led to it.
  public let report: CapacityReport
  /// The folder with its files; `nil` when none were kept.
  public let folder: String?
}

/// What a sweep came to.
public struct SweepResult: Sendable {
  /// Every step.
  public let report: SweepReport
  /// The folder with its files; `nil` when none were kept.
  public let folder: String?
}
