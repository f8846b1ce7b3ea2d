import RunModel
import Statistics
import Testing

/// What is measured of a warm-up: counted, seen over time, in no steady figure.
@Suite struct WarmUpTests {
  private func result(_ index: Int, isWarmUp: Bool = false) -> TaskResult {
    let start = RunInstant.zero + .seconds(index)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start,
      end: start + .milliseconds(100), status: .succeeded)
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "w", scenario: "s", tags: ["tier": "gold"],
      status: .succeeded, intendedStart: start, finished: start + .milliseconds(100), attempts: [attempt],
      isWarmUp: isWarmUp)
  }

  @Test("B19 a scenario's own warm-up, which the plan marks on each task, is left out of the steady figures")
  func ownWarmUp() {
    var measurements = RunMeasurements()
    for index in 0..<10 { measurements.record(result(index, isWarmUp: index < 4)) }
    #expect(measurements.inclusive.total == 10 && measurements.statistics.total == 6)
    #expect(measurements.latency(.responseTime).count == 6)
    #expect(measurements.scenarios["s"]?.tally.statistics.total == 6)
    #expect(measurements.tags["tier:gold"]?.tally.statistics.total == 6)
    #expect(measurements.cases["c"]?.total == 6)
  }

  @Test("what is planned for the end of the run's warm-up is part of the load")
  func sharedWarmUp() {
    var measurements = RunMeasurements(warmUpEnd: .zero + .seconds(4))
    for index in 0..<10 { measurements.record(result(index)) }
    #expect(measurements.inclusive.total == 10 && measurements.statistics.total == 6)
    #expect(measurements.latency(.responseTime).count == 6)
  }
}
