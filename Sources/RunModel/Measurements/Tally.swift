/// What is counted of a part of the run. Of one result it is made once, and added to each part that it belongs to.
package struct Tally: Sendable, Hashable, Codable {
  /// Counts of the tasks.
  package internal(set) var statistics = RunStatistics()
  /// Sums over their exchanges.
  package private(set) var traffic = Traffic()
  /// Attempts that ended with errors which the workflow handled.
  package private(set) var partial = 0
  /// Expectations that did not hold.
  package private(set) var expectationsBroken = 0

  /// Nothing yet.
  package init() {}

  init(_ result: TaskResult) {
    statistics.add(result)
    for attempt in result.attempts {
      if attempt.failure == .partial { partial += 1 }
      for exchange in attempt.exchanges { traffic.add(exchange) }
    }
    for expectation in result.expectations where !expectation.holds { expectationsBroken += 1 }
  }

  init(statistics: RunStatistics, traffic: Traffic, partial: Int, expectationsBroken: Int) {
    self.statistics = statistics
    self.traffic = traffic
    self.partial = partial
    self.expectationsBroken = expectationsBroken
  }

  /// Adds what a stretch of time counts: tasks by their status, in the order of ``TimeWindow/finished``.
  mutating func add(finished: [Int], tokens: Int, events: Int, bytesReceived: Int64) {
    statistics.add(finished: finished, tokens: tokens)
    traffic.add(events: events, bytesReceived: bytesReceived)
  }

  mutating func merge(_ other: Tally) {
    statistics.merge(other.statistics)
    traffic.merge(other.traffic)
    partial += other.partial
    expectationsBroken += other.expectationsBroken
  }
}
