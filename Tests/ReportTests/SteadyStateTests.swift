import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report

/// The steady part of a load over time, by rule, from made-up tasks.
@Suite struct SteadyStateTests {
  /// A task: when it began, and how long it took, seconds.
  typealias Task = (from: Double, takes: Double)

  static func report(_ tasks: [Task], _ load: LoadProfile, duration: Double, warmUp: Double = 5)
    -> ReportDocument
  {
    var measurements = RunMeasurements(warmUpEnd: .zero + .seconds(warmUp))
    for (index, task) in tasks.enumerated() {
      measurements.record(
        CapacityStepTests.task(index, from: task.from, to: task.from + task.takes, fails: false))
    }
    var report = SampleRun.report(1)
    (report.measurements, report.duration, report.stopReason) = (measurements, duration, nil)
    report.execution.load = load
    return report
  }

  /// Even arrivals with a warm-up of five seconds, each as long as `takes` says at its time.
  static func arrivals(_ rate: Double, _ seconds: Double, takes: (Double) -> Double) -> ReportDocument {
    let load = OpenLoad(stages: [
      LoadStage(duration: .seconds(5), target: rate, isWarmUp: true),
      LoadStage(duration: .seconds(seconds - 5), target: rate),
    ])
    var random = SeededGenerator(seed: 3)
    let tasks = (0..<Int(rate * seconds)).map { index -> Task in
      let at = Double(index) / rate
      return (at, takes(at) * random.uniform(0.8, 1.25))
    }
    return report(tasks, .open(load), duration: max(seconds, tasks.map { $0.from + $0.takes }.max() ?? 0))
  }

  @Test func evenArrivalsAreSteadyAfterTheWarmUp() throws {
    let state = try #require(SteadyState(Self.arrivals(20, 65) { _ in 0.5 }))
    #expect(state.span == 5..<65 && state.warnings == [] && state.rule == "after the warm-up")
    #expect(state.whole.tasks > 1280 && abs(state.steady.throughput - 20) < 0.5 && state.steady.seconds == 60)
    #expect(state.steady.inFlight.map { abs($0 - 10) < 1 } == true)
  }

  @Test func oneEarlyChangeOfLevelIsLeftOut() throws {
    let state = try #require(SteadyState(Self.arrivals(20, 65) { $0 < 20 ? 1.5 : 0.5 }))
    #expect((19...24).contains(state.span.lowerBound) && state.span.upperBound == 65, "\(state.span)")
    #expect(state.rule.hasSuffix("a change of level of response times"))
    #expect(state.warnings == [] && (state.steady.response(0.95) ?? 9) < 0.7)
  }

  @Test func aLateOneIsToldAsTwoLevels() throws {
    let state = try #require(SteadyState(Self.arrivals(20, 65) { $0 < 50 ? 0.5 : 1.5 }))
    #expect(state.span == 5..<65 && state.warnings.map(\.kind) == [.twoLevels])
    #expect(state.warnings[0].text.contains("two levels: "))
  }

  /// 20 a second come, 14 are served.
  @Test func aQueueThatGrowsWithoutEndIsNamed() throws {
    let state = try #require(SteadyState(Self.arrivals(20, 65) { 0.3 + $0 * 6 / 14 }))
    #expect(state.warnings.map(\.kind).contains(.outrun))
    let words = try #require(state.warnings.first { $0.kind == .outrun }?.text)
    let rate = try #require(words.firstMatch(of: #/by ([\d.]+)\/s/#).flatMap { Double($0.1) })
    #expect((4.5...7).contains(rate), "\(words)")
  }

  @Test func whatStillRisesIsNamed() throws {
    let state = try #require(SteadyState(Self.arrivals(20, 65) { 0.3 + $0 / 100 }))
    #expect(state.warnings.map(\.kind).contains(.rising), "\(state.warnings)")
    #expect(state.warnings.map(\.kind).contains(.outrun) == false)
  }

  /// Ten users; until second 20 only eight of them do something.
  @Test func ofUsersItIsTheTimeInWhichTheyAreInFlight() throws {
    let load = ClosedLoad(stages: [LoadStage(duration: .seconds(60), target: 10)])
    let tasks = (0..<10).flatMap { user -> [Task] in
      stride(from: user < 8 ? 0.0 : 20, to: 60, by: 0.5).map { ($0, 0.5) }
    }
    let state = try #require(SteadyState(Self.report(tasks, .closed(load), duration: 60.5, warmUp: 0)))
    #expect(state.span == 20..<60 && state.rule.contains("95 % of the users"))
    #expect(state.steady.inFlight.map { abs($0 - 10) < 0.01 } == true && state.warnings == [])
    #expect(state.whole.inFlight.map { $0 < 9.5 } == true)
  }

  @Test func littleOfItIsShort() throws {
    let load = ClosedLoad(stages: [LoadStage(duration: .seconds(60), target: 10)])
    let tasks = (0..<10).flatMap { user -> [Task] in
      stride(from: user < 8 ? 0.0 : 48, to: 60, by: 0.5).map { ($0, 0.5) }
    }
    let state = try #require(SteadyState(Self.report(tasks, .closed(load), duration: 60.5, warmUp: 0)))
    #expect(state.warnings.map(\.kind) == [.short])
    #expect(state.warnings[0].text.contains("12 s of 1 m 00 s"), "\(state.warnings)")
  }

  /// Poisson arrivals at a steady server, a hundred seeds: what is said to have levels, to rise or to be outrun is chance.
  @Test func chanceIsNoFinding() {
    var wrong = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var (at, tasks): (Double, [Task]) = (0, [])
      while at < 65 {
        at += -0.1 * NaturalLogarithm.of(1 - random.nextUnit())
        tasks.append((at, random.logNormal(median: 0.5, sigma: 0.5)))
      }
      let load = OpenLoad(
        stages: [
          LoadStage(duration: .seconds(5), target: 10, isWarmUp: true),
          LoadStage(duration: .seconds(60), target: 10),
        ], arrivals: .poisson)
      let state = SteadyState(Self.report(tasks, .open(load), duration: 70))
      if state?.warnings.isEmpty != true || state?.span != 5..<65 { wrong += 1 }
    }
    #expect(wrong <= 5, "\(wrong) of 100")
  }

  @Test func whatIsNoLoadOverTimeHasNone() {
    var report = Self.arrivals(20, 65) { _ in 0.5 }
    report.execution.load = .iterations
    #expect(SteadyState(report) == nil)
    #expect(SteadyState(Self.arrivals(20, 12) { _ in 0.5 }) == nil, "too short")
    var cut = Self.arrivals(20, 65) { _ in 0.5 }
    cut.duration = 30
    #expect(SteadyState(cut) == nil, "it ended before its plan")
  }

  @Test func allFormsShowBoth() throws {
    let report = Self.arrivals(20, 65) { 0.3 + $0 * 6 / 14 }
    let forms = [
      TerminalSummary(report).lines.joined(separator: "\n"),
      String(decoding: MarkdownFormat.render(report), as: UTF8.self),
      String(decoding: ReportPage(report).bytes, as: UTF8.self),
    ]
    for form in forms {
      #expect(
        form.contains("whole run") && form.contains("steady part") && form.contains("outrun the server"))
    }
    #expect(HTMLCheck.problems(ReportPage(report).bytes) == [])
  }
}
