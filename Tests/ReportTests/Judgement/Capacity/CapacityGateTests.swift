import RunModel
import Testing

@testable import Judgement

/// Thresholds over what a search found.
@Suite struct CapacityGateTests {
  static func report(
    _ kind: CapacityAnswer.Kind, _ unit: CapacityPlan.Unit = .users, held: Double? = nil,
    broke: Double? = nil,
    knee: Double? = nil, throughput: Double = 20
  ) -> CapacityReport {
    var step = CapacityStep(load: held ?? 1, phase: "rising", standing: .held)
    step.throughput = throughput
    return CapacityReport(
      name: "shop", startedAt: "2026-11-28T04:00:00Z", duration: 300,
      plan: CapacityPlan(over: unit, most: 200), pace: CapacityPace(), objective: ["success_rate >= 0.99"],
      answer: CapacityAnswer(kind: kind, sustained: held, confirmations: 2, broke: broke), knee: knee,
      steps: held == nil ? [] : [step])
  }

  static let found = report(.found, held: 40, broke: 42, knee: 25)

  @Test(arguments: [
    ("capacity >= 40 users", ThresholdVerdict.Outcome.pass), ("capacity >= 41", .inconclusive),
    ("capacity >= 42 users", .fail), ("capacity > 40", .inconclusive), ("capacity < 42", .pass),
    ("knee between 20 users and 30 users", .pass), ("throughput >= 20/s", .pass),
    ("throughput > 21/s", .fail),
    ("capacity >= 50 or throughput >= 10/s", .pass), ("capacity / knee > 1.5", .pass),
    ("capacity >= 40 and not knee > 30", .pass),
  ]) func isJudgedByWhatIsKnown(text: String, outcome: ThresholdVerdict.Outcome) throws {
    let verdicts = try #require(try CapacityGate([text], over: .users).judge(Self.found))
    #expect(verdicts.map(\.outcome) == [outcome], "\(verdicts[0].line)")
  }

  @Test(arguments: [
    (report(.found, held: 40, broke: 41), "40 users", ThresholdVerdict.Outcome.pass, RunVerdict.passed),
    (report(.neverBroke, held: 64), "64 users or more", .pass, .passed),
    (report(.neverBroke, held: 20), "20 users or more", .inconclusive, .inconclusive),
    (report(.failedAtLeast, broke: 1), "0 users", .fail, .failed),
    (report(.generatorLimit, held: 30), "30 users or more", .inconclusive, .invalid),
    (report(.generatorLimit, held: 50), "50 users or more", .pass, .passed),
    (report(.unfinished, held: 45), "45 users or more", .pass, .passed),
    (report(.unfinished, held: 16, broke: 64), "16 to 63 users", .inconclusive, .inconclusive),
    (report(.unfinished, broke: 32), "0 to 31 users", .fail, .failed),
  ]) func everyEndOfASearchHasAVerdict(
    report: CapacityReport, words: String, outcome: ThresholdVerdict.Outcome, verdict: RunVerdict
  ) throws {
    #expect(report.capacityWords == words)
    var judged = report
    judged.thresholds = try CapacityGate(["capacity >= 40 users"], over: .users).judge(report)
    #expect(judged.thresholds?.first?.outcome == outcome && judged.verdict == verdict, "\(judged)")
  }

  @Test(arguments: [
    (CapacityAnswer.Kind.found, RunVerdict.passed), (.neverBroke, .passed), (.failedAtLeast, .failed),
    (.generatorLimit, .invalid), (.unfinished, .inconclusive),
  ]) func withoutThresholdsTheAnswerIsTheVerdict(kind: CapacityAnswer.Kind, verdict: RunVerdict) throws {
    let report = Self.report(kind, held: 4, broke: 5)
    #expect(try CapacityGate([], over: .users).judge(report) == nil && report.verdict == verdict)
  }

  @Test func aRateIsAnIntervalThatBreaksAtItsEnd() throws {
    let report = Self.report(.found, .rate, held: 9.5, broke: 10)
    let gate = try CapacityGate(["capacity >= 9.5/s", "capacity >= 10/s", "capacity >= 9.7/s"], over: .rate)
    #expect(try #require(gate.judge(report)).map(\.outcome) == [.pass, .fail, .inconclusive])
    #expect(report.capacityWords == "9.50 to 10/s")
  }

  @Test func anEarlierSearchIsABaseline() throws {
    let texts = [
      "capacity >= 0.9 * baseline", "capacity >= baseline", "capacity >= 0.5 * baseline(capacity)",
    ]
    let before = Self.report(.found, held: 50, broke: 51)
    let gate = try CapacityGate(texts, over: .users, baseline: before)
    #expect(try #require(gate.judge(Self.found)).map(\.outcome) == [.fail, .fail, .pass])
    #expect(gate.judge(Self.found)?[0].measured == "40 to 41 users, baseline 50 users")
  }

  @Test(arguments: [
    ("capacity >= 40/s", CapacityPlan.Unit.users, "over users, not arrivals"),
    ("capacity >= 40 users", .rate, "over arrivals a second, not users"),
    ("ttft.p95 < 3s", .users, "a figure of a run"), ("capacity.p95 > 3", .users, "one number"),
    ("capacity > 0.9 * baseline", .users, "needs a baseline"), ("capaciti > 3", .users, "'capacity'"),
    ("throughput > 3 users", .users, "counted of capacity and knee only"),
    ("capacity >=", .users, "expected"),
  ]) func saysWhatIsWrong(text: String, unit: CapacityPlan.Unit, problem: String) {
    #expect {
      _ = try CapacityGate([text], over: unit)
    } throws: {
      "\($0)".contains(problem)
    }
  }

  @Test func aRunHasNoCapacity() {
    #expect {
      _ = try Gate([ThresholdDefinition(expression: "capacity >= 40 users")])
    } throws: {
      "\($0)".contains("a figure of a search")
    }
  }

  /// 40 is the capacity; a gap of 25 % would leave a threshold within it open.
  @Test(arguments: [33.0, 39, 40, 41, 47]) func theSearchTriesTheLoadThatDecides(limit: Double) throws {
    let gate = try CapacityGate(["capacity >= \(Int(limit)) users", "knee < 9"], over: .users)
    var plan = CapacityPlan(over: .users, most: 64, tolerance: 0.5)
    plan.gate = gate.deciding
    var server = ModelledServer(places: 40, service: 1)
    server.limit = 1
    let (answer, _) = server.search(plan)
    var report = Self.report(.found)
    report.answer = answer
    let outcome = try #require(gate.judge(report))[0].outcome
    #expect(outcome == (limit <= 40 ? .pass : .fail), "\(answer)")
  }
}
