import RunModel
import Testing

@testable import Judgement

/// Which tags a threshold over a report may name.
@Suite struct KnownTagsTests {
  private static let known: KnownTags = {
    var measurements = RunMeasurements()
    var result = GateTests.result(0)
    result.tags = ["time": "12:30:00", "kind": "x"]
    measurements.record(result)
    return KnownTags(measurements)
  }()

  private func problem(_ tags: [String: String]) -> (message: String, suggestion: String?)? {
    Self.known.problem(with: ThresholdMetric(name: "tasks", tags: tags, aggregation: .value))
  }

  @Test(
    arguments: [[:], ["kind": "x"], ["scenario": "s"], ["time": "12:30:00"], ["node": "any"]]
      as [[String: String]])
  func whatACaseHasIsNoProblem(tags: [String: String]) {
    #expect(problem(tags) == nil)
  }

  @Test func whatNoCaseHasIsAProblem() {
    #expect(problem(["kind": "y"])?.message == "no case has 'y' as its kind; known are x")
    #expect(problem(["time": "12"])?.message == "no case has '12' as its time; known are 12:30:00")
    #expect(problem(["knd": "x"])?.suggestion == "kind")
  }

  @Test func severalTagsAtOnceMustHaveBeenKept() {
    #expect(problem(["kind": "x", "scenario": "s"])?.message.hasPrefix("several tags at once") == true)
  }

  @Test(arguments: [("spent_tokens{kind:x} < 5", "tokens"), ("spent_cost{kind:x} < 5", "cost")])
  func whatIsCountedOfTheWholeRunHasACountOfAPartBesideIt(expression: String, suggestion: String) {
    let problem = #expect(throws: ThresholdProblem.self) {
      try Gate([ThresholdDefinition(expression: expression)])
    }
    #expect(problem?.suggestion == suggestion)
  }
}
