import Floodgate
import Foundation
import Testing

/// Searches for a capacity, as a Swift program makes them, against the stand-in.
@Suite(.serialized) struct CapacityTests {
  /// A server that refuses what is more than two at once.
  static func scenario(_ more: String = "") -> String {
    """
    name: edge
    target: {app: workflow, mock: {limit: 2, first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 3, spread: 0}}
    matrix: {name: [Ada, Grace, Edsger]}
    \(more)
    """
  }

  static let quick = CapacityPace(step: 1, warmUp: 0, coolDown: 0)

  @Test func findsHowManyUsersAServerTakes() async throws {
    let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let test = try await LoadTest(scenario: Self.scenario(), reports: reports)
    let found = try await test.capacity(
      CapacityPlan(over: .users, most: 4, start: 2), objective: ["success_rate >= 0.97"], pace: Self.quick)
    let (answer, steps) = (found.report.answer, found.report.steps)
    #expect(answer.kind == .found && answer.sustained == 2 && answer.broke == 3, "\(answer)")
    #expect(answer.confirmations == 2 && answer.course == .stable)
    #expect(steps.map(\.load) == [2, 4, 3, 3, 2])
    // A step that is refused at once may be ended before anything has succeeded.
    #expect(steps.allSatisfy { $0.tasks > 0 && ($0.throughput > 0 || !$0.holds) })
    #expect(steps.map(\.holds) == steps.map { $0.load <= 2 })
    #expect(found.report.breaking?.objective.hasPrefix("success_rate >= 0.97: ") == true)
    #expect(found.report.breaking?.signs.contains { $0.contains("failed as app-refused") } == true)
    let folder = try #require(found.folder)
    #expect(try CapacityFile.read(folder) == found.report)
    let page = try String(contentsOfFile: folder + "/capacity.html", encoding: .utf8)
    #expect(page.contains("It holds 2 users"))
    for step in steps {
      let own = try ReportFile.read("\(folder)/\(try #require(step.folder))/report.json.gz")
      #expect(own.measurements.statistics.total == step.tasks)
      #expect(own.name == "edge at \(Int(step.load)) users")
    }
  }

  @Test func aSweepMakesEachLoadAlsoAfterOneThatBreaks() async throws {
    let swept = try await LoadTest(scenario: Self.scenario()).sweep(
      [4, 2], over: .users, objective: ["success_rate >= 0.9"], pace: Self.quick)
    #expect(swept.report.steps.map(\.load) == [4, 2] && swept.report.steps.map(\.holds) == [false, true])
    #expect(swept.report.held == 2 && swept.report.endedBy == nil && swept.folder == nil)
    #expect(swept.report.steps.allSatisfy { !$0.endedEarly })
    let none = try await LoadTest(scenario: Self.scenario())
    await #expect(throws: UsageProblem.self) { _ = try await none.sweep([], over: .users) }
  }

  @Test func tellsWhatIsKnownWhenItIsInterrupted() async throws {
    let token = CancellationToken()
    let found = try await LoadTest(scenario: Self.scenario()).capacity(
      CapacityPlan(over: .users, most: 8, start: 2), objective: ["success_rate >= 0.9"], pace: Self.quick,
      cancellation: token
    ) { _ in token.cancel() }
    #expect(found.folder == nil && found.report.steps.map(\.load) == [2])
    #expect(found.report.answer.kind == .unfinished && found.report.answer.sustained == 2)
    #expect(found.report.answer.endedBy == "it was interrupted")
  }

  @Test func beginsNoStepThatWouldEndTooLate() async throws {
    var pace = Self.quick
    pace.atMost = 0.9
    let found = try await LoadTest(scenario: Self.scenario()).capacity(
      CapacityPlan(over: .rate, most: 40, start: 20), objective: ["success_rate >= 0.9"], pace: pace)
    #expect(found.report.steps.isEmpty && found.report.answer.kind == .unfinished)
    #expect(found.report.answer.endedBy?.hasPrefix("its time of 1 s") == true, "\(found.report.answer)")
  }

  /// Rates say what they will send; users send no more each than in the step before.
  @Test(arguments: [(CapacityPlan.Unit.rate, 10.0, 25, 1), (.rate, 10, 9, 0), (.users, 1, 60, 2)])
  func beginsNoStepThatWouldSendTooMuch(unit: CapacityPlan.Unit, start: Double, most: Int, steps: Int)
    async throws
  {
    var pace = Self.quick
    pace.mostRequests = most
    let found = try await LoadTest(scenario: Self.scenario()).capacity(
      CapacityPlan(over: unit, most: start * 64, start: start), objective: ["success_rate >= 0.01"],
      pace: pace)
    #expect(found.report.answer.kind == .unfinished && found.report.steps.count <= steps)
    #expect(found.report.steps.map(\.tasks).reduce(0, +) <= most)
    #expect(found.report.answer.endedBy?.hasPrefix("its limit of \(most) requests") == true)
  }

  @Test func theScenariosLimitsAreThoseOfTheWholeSearch() async throws {
    let scenario = Self.scenario("execution: {stop_conditions: {max_tokens: 30}}")
    let found = try await LoadTest(scenario: scenario).capacity(
      CapacityPlan(over: .users, most: 8, start: 2), objective: ["success_rate >= 0.9"], pace: Self.quick)
    #expect(found.report.steps.isEmpty && found.report.answer.kind == .unfinished)
    #expect(found.report.answer.endedBy == "what the scenario may spend was spent")
  }

  @Test(arguments: [
    ("", "a capacity needs an objective"),
    ("execution: {rate_control: {per_minute: 60}}", "rate limit of its own"),
  ]) func refusesWhatCannotBeSearched(more: String, problem: String) async throws {
    let test = try await LoadTest(scenario: Self.scenario(more))
    let objective = more.isEmpty ? [] : ["success_rate >= 0.9"]
    await #expect {
      _ = try await test.capacity(CapacityPlan(over: .users, most: 8), objective: objective)
    } throws: {
      "\($0)".contains(problem)
    }
  }
}
