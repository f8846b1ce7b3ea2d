import Floodgate
import Synchronization
import Testing

@testable import Judgement
@testable import RunModel
@testable import Session

/// A server of two places that takes 0.1 s for a task, and four times as long until it is warm: twenty tasks a second.
/// First come, first served; its clock goes on from run to run.
private final class ColdServer: Sendable {
  private struct State {
    var now = 0.0
    var places = [0.0, 0.0]
  }
  private let state = Mutex(State())
  /// Seconds until its caches are warm.
  private let warmAt: Double

  init(warmAt: Double) { self.warmAt = warmAt }

  /// Seconds from a task's arrival to its end.
  func take(at instant: Double) -> Double {
    state.withLock { state in
      let arrival = state.now + instant
      let place = state.places[0] <= state.places[1] ? 0 : 1
      let begin = max(arrival, state.places[place])
      state.places[place] = begin + (begin < warmAt ? 0.4 : 0.1)
      return state.places[place] - arrival
    }
  }

  func rest(_ seconds: Double) { state.withLock { $0.now += seconds } }
}

/// Whole searches in virtual time against a server that needs long to warm up: engine, load, judgement and tries are those
/// of real ones.
@Suite struct ColdServerTests {
  private static let pace = CapacityPace(step: 30)

  private static func step(
    _ load: Double, _ unit: CapacityPlan.Unit, _ server: ColdServer, after steps: [CapacityStep]
  ) async throws -> CapacityStep {
    let objective = try CapacityObjective.read(
      ["response_time.p95 < \(unit == .rate ? 0.3 : 1)s"], delay: 8)
    var tries = StepTries(
      StepTimes(
        warmUp: StepLength.warmUp(pace, after: steps),
        steady: StepLength.seconds(pace, unit, load: load, objective: objective, after: steps)), after: steps)
    while true {
      let report = try await report(load, unit, server, tries.times).judged(by: try Gate(objective))
      server.rest(report.duration)
      let step = try StepJudge(
        unit: unit, load: load, objective: objective, warmUp: tries.times.warmUp, end: tries.times.end,
        fill: StepLength.fill(after: steps)
      ).step(report, phase: "rising")
      let state = StepSteadiness(report, warmUp: tries.times.warmUp, end: tries.times.end)
      guard let next = tries.next(after: step, state) else { return tries.told(step, state) }
      tries = next
    }
  }

  private static func report(
    _ load: Double, _ unit: CapacityPlan.Unit, _ server: ColdServer, _ times: StepTimes
  ) async throws -> ReportDocument {
    let policy = StepLoad(unit: unit, load: load, warmUp: times.warmUp, seconds: times.steady)
      .policy(from: ExecutionPolicy())
    let manifest = RunManifest(cases: [TestCase(id: "a", workflowID: "app")], execution: policy)
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      let seconds = server.take(at: (context.now - .zero).inSeconds)
      try await context.sleep(for: .seconds(seconds))
      return TaskOutput()
    }
    let result = try await executor.run(manifest)
    var measurements = RunMeasurements(warmUpEnd: .zero + .seconds(times.warmUp))
    for task in result.taskResults { measurements.record(task) }
    return ReportDocument(
      runID: "r", name: "n", startedAt: "", duration: result.totalDuration.inSeconds,
      manifest: ManifestFacts(manifest.header), execution: policy, targets: [], measurements: measurements,
      thresholds: [], verdict: .invalid)
  }

  private static func search(_ plan: CapacityPlan, warmAt: Double) async throws
    -> (answer: CapacityAnswer, steps: [CapacityStep])
  {
    let server = ColdServer(warmAt: warmAt)
    var (search, steps) = (CapacitySearch(plan), [CapacityStep]())
    while case .step(let load, _) = search.next {
      let made = try await step(load, plan.over, server, after: steps)
      steps.append(made)
      search.record(.init(load: load, standing: made.standing, hint: made.hint))
      server.rest(2)
    }
    return (search.answer(), steps)
  }

  /// Of users twenty have their answer within a second; of arrivals twenty a second are served.
  static let plans = [
    CapacityPlan(over: .users, most: 64, start: 8), CapacityPlan(over: .rate, most: 64, start: 4),
  ]

  @Test(arguments: plans) func aColdServerIsJudgedWhenItIsWarm(plan: CapacityPlan) async throws {
    let warm = try await Self.search(plan, warmAt: 0)
    let cold = try await Self.search(plan, warmAt: 30)
    #expect(warm.answer.kind == .found && (18...21).contains(warm.answer.estimate ?? 0))
    #expect(cold.steps.map(\.load) == warm.steps.map(\.load) && cold.answer == warm.answer)
    #expect(cold.steps[0].holds && cold.steps[0].triesBefore == 1 && cold.steps[0].unsteady == nil)
    #expect(abs(cold.steps[0].throughput / warm.steps[0].throughput - 1) < 0.05)
    // What came after was warm.
    #expect(cold.steps.dropFirst().allSatisfy { $0.triesBefore == nil })
  }

  @Test(arguments: plans) func aSteadyServerNeedsNoMoreThanItsSteps(plan: CapacityPlan) async throws {
    let warm = try await Self.search(plan, warmAt: 0)
    // Beyond what it can do a queue grows.
    #expect(warm.steps.allSatisfy { ($0.triesBefore == nil && $0.unsteady == nil) || $0.load > 20 })
    let steps = warm.steps.filter { $0.triesBefore == nil }.count
    #expect(steps >= warm.steps.count - 1, "\(warm.steps.map(\.load))")
  }

  /// Cold for longer than all tries of a step last: it broke then, and is made again once a lighter one has held.
  @Test(arguments: plans) func whatBrokeInTheColdIsTriedAgain(plan: CapacityPlan) async throws {
    let (answer, steps) = try await Self.search(plan, warmAt: 60)
    #expect(
      answer.kind == .found && (18...21).contains(answer.estimate ?? 0), "\(steps.map(\.load))")
  }
}
