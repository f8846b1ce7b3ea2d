import RunModel
import Statistics
import Testing

@testable import Judgement

/// Whether a step's state was steady, and what follows: from made-up tasks, twenty a second.
@Suite struct StepSteadinessTests {
  static func report(_ seconds: Double, takes: (Double) -> Double) -> ReportDocument {
    var measurements = RunMeasurements(warmUpEnd: .zero + .seconds(6))
    var random = SeededGenerator(seed: 3)
    for index in 0..<Int(seconds * 20) {
      let at = Double(index) / 20
      let end = at + takes(at) * random.uniform(0.8, 1.25)
      measurements.record(CapacityStepTests.task(index, from: at, to: end, fails: false))
    }
    var report = SampleRun.report(1)
    (report.measurements, report.duration) = (measurements, seconds)
    return report
  }

  static func state(_ seconds: Double = 36, takes: (Double) -> Double) -> StepSteadiness {
    StepSteadiness(report(seconds, takes: takes), warmUp: 6, end: seconds)
  }

  static func step(_ standing: CapacityStep.Standing, endedEarly: Bool = false) -> CapacityStep {
    var step = CapacityStep(load: 20, phase: "rising", standing: standing)
    step.endedEarly = endedEarly
    return step
  }

  static let warming = state { $0 < 20 ? 1.5 : 0.5 }
  static let worsening = state { $0 < 20 ? 0.5 : 1.5 }

  @Test func oneLevelIsSteady() {
    let state = Self.state { _ in 0.5 }
    #expect(state.since == nil && state.words == nil)
    #expect(!state.asksForMore(Self.step(.held)) && !state.asksForMore(Self.step(.broke)))
  }

  @Test func aChangeOfLevelIsSaid() throws {
    #expect((19...24).contains(Self.warming.since ?? 0))
    #expect(Self.warming.words?.hasPrefix("response times went from 1.") == true, "\(Self.warming)")
  }

  /// Less than eight seconds tell nothing, and what was warm-up does not count.
  @Test(arguments: [(13.0, 10.0), (36, 5)]) func someChangesDoNotCount(seconds: Double, change: Double) {
    #expect(Self.state(seconds) { $0 < change ? 1.5 : 0.5 }.since == nil)
  }

  @Test(arguments: [
    (warming, step(.held), true), (warming, step(.broke), true), (worsening, step(.held), true),
    (worsening, step(.broke), false), (warming, step(.broke, endedEarly: true), false),
    (warming, step(.generator), false),
  ]) func whatIsNotSteadyIsMadeOnceMore(state: StepSteadiness, step: CapacityStep, asks: Bool) {
    #expect(state.asksForMore(step) == asks)
    let tries = StepTries(StepTimes(warmUp: 6, steady: 30), after: [])
    #expect((tries.next(after: step, state) != nil) == asks)
    let told = tries.told(step, state)
    #expect(told.triesBefore == nil && (told.unsteady != nil) == asks)
  }

  @Test func theLastRampIsThrownAwayOfTheNextTry() throws {
    let tries = StepTries(StepTimes(warmUp: 6, steady: 30), after: [])
    let next = try #require(tries.next(after: Self.step(.broke), Self.warming))
    let since = try #require(Self.warming.since)
    #expect(next.times == StepTimes(warmUp: since, steady: 30))
    let told = next.told(Self.step(.held), Self.state { _ in 0.5 })
    #expect(told.triesBefore == 1 && told.steadiness == "steady after one try that warmed up")
  }

  @Test func thereAreAtMostThreeMore() throws {
    var unsteady = Self.step(.held)
    unsteady.unsteady = "response times went up and down"
    for (earlier, most) in [([], 3), ([unsteady], 1)] {
      var (tries, count) = (StepTries(StepTimes(warmUp: 6, steady: 30), after: earlier), 0)
      while let next = tries.next(after: Self.step(.held), Self.warming) {
        (tries, count) = (next, count + 1)
      }
      #expect(count == most)
      #expect(tries.told(Self.step(.held), Self.warming).steadiness.hasPrefix("never steady, also after "))
    }
  }

  /// Poisson arrivals at a steady server, a hundred seeds: few steps are made once more by chance.
  @Test func chanceIsNoRamp() {
    var wrong = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var (at, index, measurements) = (0.0, 0, RunMeasurements(warmUpEnd: .zero + .seconds(6)))
      while at < 36 {
        let end = at + random.logNormal(median: 0.5, sigma: 0.5)
        measurements.record(CapacityStepTests.task(index, from: at, to: end, fails: false))
        (at, index) = (at - 0.1 * NaturalLogarithm.of(1 - random.nextUnit()), index + 1)
      }
      var report = SampleRun.report(1)
      (report.measurements, report.duration) = (measurements, 36)
      if StepSteadiness(report, warmUp: 6, end: 36).since != nil { wrong += 1 }
    }
    #expect(wrong <= 3, "\(wrong) of 100")
  }
}
