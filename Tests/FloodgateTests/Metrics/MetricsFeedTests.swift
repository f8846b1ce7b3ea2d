import RunModel
import Testing

@testable import Session

/// What a feed tells of the metrics that it was given.
@Suite struct MetricsFeedTests {
  private func metrics(run: String = "a", at elapsed: Double, finished: Int) -> RunMetrics {
    var metrics = RunMetrics()
    (metrics.run, metrics.name, metrics.elapsed) = (run, "x\"y", elapsed)
    for _ in 0..<finished { metrics.statistics.merge(Self.one) }
    return metrics
  }

  private static let one = RunStatistics([
    TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded, finished: .zero,
      attempts: [])
  ])

  @Test func theReachedRateIsThatSinceTheLastLook() {
    let feed = MetricsFeed()
    #expect(!feed.text(openMetrics: false).contains("floodgate_run_info"))
    feed.take(metrics(at: 1, finished: 10))
    feed.take(metrics(at: 3, finished: 40))
    #expect(
      feed.text(openMetrics: false).contains("floodgate_reached_tasks_per_second{scenario=\"x\\\"y\"} 15\n"))
    // Two looks at one instant tell nothing new, and another run begins anew.
    feed.take(metrics(at: 3.01, finished: 41))
    #expect(feed.text(openMetrics: false).contains("_per_second{scenario=\"x\\\"y\"} 15\n"))
    feed.take(metrics(run: "b", at: 1, finished: 5))
    #expect(feed.text(openMetrics: false).contains("_per_second{scenario=\"x\\\"y\"} 0\n"))
  }

  @Test func whatIsAskedFollowsThePlan() throws {
    let header = { (load: LoadProfile) in
      var header = ManifestHeader(name: "x")
      header.execution.load = load
      return AskedLoad(header)
    }
    let stages = [LoadStage(duration: .zero, target: 7), LoadStage(duration: .seconds(10), target: 7)]
    let users = header(.closed(ClosedLoad(stages: stages)))
    #expect(users.at(4) == .init(isOfUsers: true, value: 7))
    #expect(users.at(11) == .init(isOfUsers: true, value: 0))
    #expect(header(.iterations).at(1) == nil)
  }
}
