import Foundation
import RunModel
import Testing

/// Parts of a run that are measured by themselves: selections, tags, cases, slices.
@Suite struct MeasuredPartsTests {
  private static func result(
    _ index: Int, tags: [String: String] = [:], status: TaskStatus = .succeeded,
    failure: FailureClass? = nil
  ) -> TaskResult {
    let end = RunInstant(nanoseconds: 100_000_000)
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
      status: status, failure: failure)
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "w", scenario: "s", tags: tags,
      status: status, failure: failure, finished: end, attempts: [attempt])
  }

  private static func selecting(_ tiers: [String]) -> RunMeasurements {
    var measurements = RunMeasurements(selections: [Selection(tags: ["tier": "gold"])])
    for (index, tier) in tiers.enumerated() { measurements.record(result(index, tags: ["tier": tier])) }
    return measurements
  }

  @Test("A selection holds the tasks that have its tags, and there is none where none was named")
  func selections() {
    let found = Self.selecting(["gold", "iron", "gold"]).selections
    #expect(found?.map(\.tally.statistics.total) == [2])
    #expect(RunMeasurements().selections == nil && RunMeasurements(selections: []).selections == nil)
  }

  @Test("The selections of parts are those of the whole")
  func selectionsOfParts() {
    var sum = Self.selecting(["gold", "iron"])
    sum.merge(Self.selecting(["gold", "gold"]))
    let whole = Self.selecting(["gold", "iron", "gold", "gold"])
    #expect(sum.selections?.map(\.tally) == whole.selections?.map(\.tally))
    #expect(sum.selections?.map(\.tally.statistics.total) == [3])
  }

  @Test("Tags beyond the most slices are left out, and counted")
  func tooManyTags() {
    let names = (0..<RunMeasurements.sliceLimit + 7).map { ("tag\($0)", "v") }
    var measurements = RunMeasurements()
    measurements.record(Self.result(0, tags: Dictionary(uniqueKeysWithValues: names)))
    #expect(measurements.tags.count == RunMeasurements.sliceLimit && measurements.droppedCells == 7)
  }

  @Test("Nodes beyond the most slices are left out, and counted")
  func tooManyNodes() {
    var exchange = ExchangeRecord()
    exchange.nodes = (0..<RunMeasurements.sliceLimit + 7).map {
      NodeSpan(
        nodeID: "\($0)", type: "code", title: "n\($0)", status: "succeeded", elapsed: .milliseconds(1))
    }
    var (result, measurements) = (Self.result(0), RunMeasurements())
    result.attempts[0].exchanges = [exchange]
    measurements.record(result)
    #expect(measurements.nodes.count == RunMeasurements.sliceLimit && measurements.droppedCells == 7)
    #expect(measurements.nodes["n0 (code)"]?.total == 1)
  }

  @Test("A case counts its failures by their class")
  func failuresOfACase() {
    var measurements = RunMeasurements()
    for (index, failure) in [FailureClass.http5xx, .gateway, .http5xx].enumerated() {
      measurements.record(Self.result(index, status: .failed, failure: failure))
    }
    measurements.record(Self.result(3))
    let cell = measurements.cases["c"]
    #expect(cell?.failures == ["http-5xx": 2, "gateway": 1] && cell?.failure == .http5xx)
    #expect(cell?.total == 4 && cell?.succeeded == 1)
  }

  @Test("A slice is read back as it was written, with where its time went")
  func slices() throws {
    var measurements = RunMeasurements()
    measurements.record(Self.result(0))
    let slice = try #require(measurements.scenarios["s"])
    #expect(slice.parts.mean(of: .application) == 100_000_000)
    #expect(try JSONDecoder().decode(Slice.self, from: JSONEncoder().encode(slice)) == slice)
  }
}
