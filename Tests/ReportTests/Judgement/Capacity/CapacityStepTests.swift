import RunModel
import Statistics
import Testing

@testable import Judgement

/// How one step of a search is judged, from the results of its tasks.
@Suite struct CapacityStepTests {
  /// Tasks that arrive evenly for `seconds`, and take as long as the server lets them: it serves `most` a second.
  static func measured(
    rate: Double, seconds: Double, takes: Double, most: Double = .infinity, failing: Double = 0
  ) -> RunMeasurements {
    var measurements = RunMeasurements(warmUpEnd: .zero + .seconds(2))
    let count = Int(rate * seconds)
    for index in 0..<count {
      let arrival = Double(index) / rate
      let served = max(arrival, Double(index) / most)
      let fails = Double(index % 100) < failing * 100
      measurements.record(task(index, from: arrival, to: served + takes, fails: fails))
    }
    return measurements
  }

  static func task(_ index: Int, from begin: Double, to end: Double, fails: Bool) -> TaskResult {
    let (start, finish) = (RunInstant.zero + .seconds(begin), RunInstant.zero + .seconds(end))
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: finish,
      status: fails ? .failed : .succeeded, failure: fails ? .http5xx : nil,
      message: fails ? "the model is overloaded" : nil)
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "app", scenario: "default",
      status: attempt.status, failure: attempt.failure, intendedStart: start, finished: finish,
      attempts: [attempt])
  }

  private func step(
    _ measurements: RunMeasurements, load: Double, unit: CapacityPlan.Unit = .rate,
    slo: [String] = ["success_rate >= 0.9", "response_time.p95 < 1s"], health: GeneratorHealth = .init(),
    duration: Double = 12, stopReason: StopReason? = nil
  ) throws -> CapacityStep {
    let objective = try CapacityObjective.read(slo, delay: 3)
    var report = SampleRun.report(1)
    (report.measurements, report.duration, report.generator) = (measurements, duration, health)
    report.stopReason = stopReason
    report = report.judged(
      by: try Gate(objective), abortedBy: stopReason.flatMap { _ in objective.last })
    let judge = StepJudge(unit: unit, load: load, objective: objective, warmUp: 2, end: 12)
    return try judge.step(report, phase: "rising")
  }

  @Test func holdsWhatTheServerKeepsUpWith() throws {
    let step = try step(Self.measured(rate: 20, seconds: 12, takes: 0.4), load: 20)
    #expect(step.standing == .held && step.reasons.isEmpty && step.hint == nil)
    #expect(abs(step.throughput - 20) < 0.5 && abs(step.goodput - 20) < 0.5)
    #expect(step.seconds == 10 && step.tasks == 200 && step.outrun == 0)
    #expect(step.inFlight.map { abs($0 - 8) < 0.2 } == true)
  }

  @Test func arrivalsThatOutrunTheServerBreakIt() throws {
    let step = try step(
      Self.measured(rate: 20, seconds: 12, takes: 0.4, most: 15), load: 20, slo: ["success_rate >= 0.9"],
      duration: 17)
    #expect(step.standing == .broke)
    #expect(step.reasons.first?.hasPrefix("arrivals outran the server by 5") == true, "\(step.reasons)")
    #expect(step.hint.map { abs($0 - 15) < 0.5 } == true)
  }

  /// What an ended step cut is no failure: the objective that ended it is the reason.
  @Test func whatWasCutSpeaksForNothing() throws {
    var cut = Self.measured(rate: 20, seconds: 4, takes: 2)
    for index in 0..<60 {
      var task = Self.task(200 + index, from: 3, to: 5, fails: false)
      (task.status, task.attempts[0].status) = (.cancelled, .cancelled)
      cut.record(task)
    }
    let slo = ["success_rate >= 0.9", "response_time.p95 < 1s"]
    let step = try step(cut, load: 20, slo: slo, duration: 5, stopReason: .threshold("response_time"))
    #expect(step.endedEarly && step.standing == .broke && step.failures.isEmpty)
    #expect(step.tasks == step.succeeded && step.tasks == 40)
    #expect(step.reasons.first?.hasPrefix("response_time.p95 < 1s: ") == true, "\(step.reasons)")
  }

  /// However few tasks are left to tell: a load at which answers took twice as long as they may was called held.
  @Test func whatEndedAStepBrokeIt() throws {
    let step = try step(
      Self.measured(rate: 1, seconds: 6, takes: 2), load: 20, unit: .users, slo: ["response_time.p50 < 1s"],
      duration: 8, stopReason: .threshold("response_time"))
    #expect(step.endedEarly && step.isUndecided && step.standing == .broke)
    #expect(step.reasons == ["response_time.p50 < 1s: at least 2.00 s (4 values)"])
  }

  /// Tasks of 9.5 s in a step of 10 s: that few have ended is no fault of the server.
  @Test func longTasksDoNotOutrunTheServer() throws {
    let step = try step(
      Self.measured(rate: 5, seconds: 12, takes: 9.5), load: 5, slo: ["success_rate >= 0.8"], duration: 22)
    #expect(step.standing == .held && step.outrun == nil, "\(step.reasons)")
    #expect(abs(step.throughput - 5) < 0.2 && abs(step.goodput - 5) < 0.2)
    #expect(StepLength.warmUp(CapacityPace(step: 10), after: [step]) == 10)
    #expect(StepLength.warmUp(CapacityPace(step: 10), after: []) == 2)
    #expect(StepLength.warmUp(CapacityPace(step: 2), after: [step]) == 8)
  }

  @Test func aLatencyBeyondItsLimitSaysHowFarOffItIs() throws {
    let step = try step(Self.measured(rate: 20, seconds: 12, takes: 2), load: 40, unit: .users)
    #expect(step.standing == .broke)
    #expect(step.reasons == ["response_time.p95 < 1s: 2.00 s"])
    #expect(step.hint.map { abs($0 - 20) < 0.1 } == true)
  }

  @Test func failuresBreakIt() throws {
    let step = try step(Self.measured(rate: 20, seconds: 12, takes: 0.4, failing: 0.3), load: 20)
    #expect(step.standing == .broke && step.failures == ["http-5xx": 90])
    #expect(step.message == "the model is overloaded")
    #expect(step.goodput < 15)
  }

  @Test func aSmallSampleIsJudgedByItsValue() throws {
    let few = Self.measured(rate: 2, seconds: 12, takes: 0.4)
    let step = try step(few, load: 2, slo: ["success_rate >= 0.99"])
    #expect(step.standing == .held && step.isUndecided)
    let bad = try self.step(
      Self.measured(rate: 2, seconds: 12, takes: 0.4, failing: 0.06), load: 2, slo: ["success_rate >= 0.99"])
    #expect(bad.standing == .broke)
  }

  @Test func aLateGeneratorIsNoAnswer() throws {
    let health = GeneratorHealth(lateTimers: 0.2)
    let step = try step(Self.measured(rate: 20, seconds: 12, takes: 2), load: 20, health: health)
    #expect(step.standing == .generator && step.hint == nil)
  }

  @Test(arguments: [
    ("success_rate >= 0.99, ttft.p95 < 3s", ["success_rate >= 0.99", "ttft.p95 < 3s"]),
    ("response_time{a:b,c:d}.p95 < 3s,tasks>1", ["response_time{a:b,c:d}.p95 < 3s", "tasks>1"]),
    ("success_rate{t:'x,y'} > 0.5", ["success_rate{t:'x,y'} > 0.5"]), (" , ", []),
  ]) func objectivesStandBetweenCommas(text: String, expected: [String]) {
    #expect(CapacityObjective.parts(text) == expected)
  }

  @Test func objectivesThatCanFailBeyondDoubtEndTheirStep() throws {
    let read = try CapacityObjective.read(
      ["success_rate >= 0.99, ttft.p95 < 3s, ttft.avg < 1s, failed < 5", "ttft.avg < 1s"], delay: 4)
    #expect(read.map(\.abortOnFail) == [true, true, false, false])
    #expect(read.map(\.delayAbort) == [4, 4, 0, 0])
    #expect(throws: ThresholdProblem.self) { try CapacityObjective.read(["ttft < 3s"], delay: 1) }
  }

  /// A p95 needs 59 values and more: at one a second a step of 30 s is too short.
  @Test func stepsAreAsLongAsTheirQuantilesNeed() throws {
    let objective = try CapacityObjective.read(["ttft.p95 < 3s"], delay: 4)
    let seconds = { (load: Double, unit: CapacityPlan.Unit, steps: [CapacityStep]) in
      StepLength.seconds(
        CapacityPace(step: 30), unit, load: load, objective: objective,
        after: steps)
    }
    let needed = Double(QuantileInterval.minimumCount(0.95))
    #expect(seconds(1, .rate, []) == needed)
    #expect(seconds(0.1, .rate, []) == 120)
    #expect(seconds(50, .rate, []) == 30)
    #expect(seconds(8, .users, []) == 30)
    var slow = CapacityStep(load: 8, phase: "rising", standing: .held)
    slow.throughput = 1
    #expect(seconds(16, .users, [slow]) == needed)
    #expect(seconds(4, .users, [slow]) == 120)
  }

  @Test func theKneeIsWhereThroughputStopsToGrow() {
    let closed = [1.0, 2, 4, 8, 16, 32].map { (load: $0, throughput: min($0 * 2, 10)) }
    #expect(ThroughputKnee.load(closed) == 5)
    #expect(ThroughputKnee.load(Array(closed.prefix(3))) == nil)
    #expect(ThroughputKnee.load(Array(closed.suffix(2))) == nil)
    #expect(ThroughputKnee.load([]) == nil)
  }

  @Test func tellsWhatBrokeFirstAndWhatWentWithIt() {
    var held = CapacityStep(load: 10, phase: "rising", standing: .held)
    (held.goodput, held.nodes) = (10, ["llm (llm)": 1, "start (start)": 0.1])
    var broke = CapacityStep(load: 20, phase: "rising", standing: .broke)
    (broke.goodput, broke.nodes) = (10, ["llm (llm)": 3, "start (start)": 0.1])
    (broke.failures, broke.message) = (["rate-limit": 3, "timeout": 1], "slow down")
    broke.reasons = ["ttft.p95 < 3s: 4.00 s", "arrivals outran the server by 9 a second"]
    let answer = CapacityAnswer(kind: .found, sustained: 10, broke: 20)
    let breaking = CapacitySigns.breaking([held, broke], answer)
    #expect(breaking?.objective == "ttft.p95 < 3s: 4.00 s" && breaking?.load == 20)
    #expect(
      breaking?.signs == [
        "arrivals outran the server by 9 a second", "3 attempts failed as rate-limit: slow down",
        "throughput did not grow with the load: 10.0/s, then 10.0/s",
        "node llm (llm) slowed down most: p95 1.00 s, then 3.00 s",
      ])
    #expect(CapacitySigns.breaking([held], CapacityAnswer(kind: .neverBroke, sustained: 10)) == nil)
  }
}
