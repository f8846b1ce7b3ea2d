import Foundation
import RunModel
import Testing

/// What is kept out at a load's end.
@Suite struct CoolDownTests {
  static let load = ClosedLoad(stages: [
    LoadStage(duration: .seconds(5), target: 4, isWarmUp: true), LoadStage(duration: .seconds(20), target: 4),
    .coolDown(.seconds(10)),
  ])

  @Test func itIsASpanOfThePlan() throws {
    let profile = LoadProfile.closed(Self.load)
    #expect(profile.coolDownStart == .zero + .seconds(25) && profile.length == 35)
    #expect(profile.warmUpEnd == .zero + .seconds(5))
    #expect(LoadProfile.closed(ClosedLoad(stages: Array(Self.load.stages[..<2]))).coolDownStart == nil)
    let written = try JSONDecoder().decode(LoadProfile.self, from: JSONEncoder().encode(profile))
    #expect(written == profile && Self.load.words.full.contains("to 0 users over 10 s (cool-down)"))
    // A load that is all warm-up has no cool-down.
    let warm = ClosedLoad(stages: [LoadStage(duration: .seconds(5), target: 4, isWarmUp: true)])
    #expect(LoadProfile.closed(warm).coolDownStart == nil)
  }

  @Test func tasksAndTimeOfItAreInNoFigure() {
    var measurements = RunMeasurements(
      warmUpEnd: .zero + .seconds(5), coolDownStart: .zero + .seconds(25))
    for second in 0..<35 {
      let (start, end) = (RunInstant.zero + .seconds(second), RunInstant.zero + .seconds(second + 1))
      let attempt = AttemptRecord(
        number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
        status: .succeeded)
      measurements.record(
        TaskResult(
          index: second, taskID: "t\(second)", caseID: "c", workflowID: "w", scenario: "s",
          status: .succeeded,
          intendedStart: start, finished: end, attempts: [attempt]))
    }
    #expect(measurements.statistics.total == 20 && measurements.inclusive.total == 35)
    #expect(measurements.steadySeconds(of: 36) == 20 && measurements.steadySeconds(of: 15) == 10)
  }

  @Test func swingsAndBurstsMayWarmUp() {
    let loads: [any LoadShape] = [
      SineLoad(mean: 5, swing: 2, period: .seconds(4), duration: .seconds(20), warmUp: .seconds(8)),
      BurstLoad(size: 5, every: .seconds(4), duration: .seconds(20), warmUp: .seconds(8)),
    ]
    for load in loads {
      #expect(load.warmUps == [.zero..<(.zero + .seconds(8))] && load.length == .seconds(20))
      #expect(LoadProfile(load).warmUpEnd == .zero + .seconds(8) && LoadProfile(load).coolDownStart == nil)
    }
  }
}
