import RunModel
import Statistics
import Testing

/// How far the tasks of a run tell its success rate when they fail together.
@Suite struct RunClusteringTests {
  /// Ten cases, each asked once a second for 24 s.
  private static func run(failing: (_ second: Int, _ case: Int) -> Bool) -> RunMeasurements {
    var measurements = RunMeasurements()
    for second in 0..<24 {
      for number in 0..<10 { measurements.record(result(second, number, failing(second, number))) }
    }
    return measurements
  }

  private static func result(_ second: Int, _ number: Int, _ fails: Bool) -> TaskResult {
    let start = RunInstant.zero + .seconds(second)
    let end = start + .milliseconds(100)
    let (status, failure): (TaskStatus, FailureClass?) = fails ? (.failed, .http5xx) : (.succeeded, nil)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: status, failure: failure)
    return TaskResult(
      index: second * 10 + number, taskID: "\(second)-\(number)", caseID: "c\(number)", workflowID: "w",
      scenario: "s", status: status, failure: failure, intendedStart: start, finished: end,
      attempts: [attempt])
  }

  /// By hand, of twelve blocks of 20 tasks of which one failed: (220 + 11 * 20/11) / 11.
  @Test("Failures of two bad seconds come in clusters of time, whatever cases failed")
  func outage() throws {
    let run = Self.run { second, _ in second == 10 || second == 11 }
    #expect(abs(try #require(run.clustering).inflation - 240.0 / 11) < 1e-9)
    #expect(!run.clustersByCase)
    let note = try #require(run.clusterNote)
    #expect(note.hasPrefix("failures come in clusters: 240 tasks") && note.hasSuffix(" independent ones"))
  }

  /// By hand, of ten cases of 24 tasks of which one failed: (216 + 9 * 24/9) / 9.
  @Test("Failures of one bad case come in clusters of cases, and the note says so")
  func badCase() throws {
    let run = Self.run { _, number in number == 0 }
    #expect(abs(try #require(run.clustering).inflation - 240.0 / 9) < 1e-9)
    #expect(run.clustersByCase)
    #expect(try #require(run.clusterNote).hasSuffix(", since some cases fail more than others"))
  }

  @Test("Failures that are spread evenly leave each task its worth, and nothing is said")
  func even() throws {
    let run = Self.run { second, number in second % 10 == number }
    #expect(try #require(run.clustering).inflation == 1)
    #expect(run.clusterNote == nil && !run.clustersByCase)
  }

  @Test("Where latencies are too few to tell, each value is worth one")
  func tooFew() {
    #expect(RunMeasurements().inflation(of: .responseTime, 0.95) == 1)
    #expect(RunMeasurements().latencyNote == nil && RunMeasurements().clusterNote == nil)
  }
}
