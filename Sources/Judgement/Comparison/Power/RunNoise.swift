import RunModel
import Statistics

/// What runs of one build differ by, which one run a side cannot know.
package struct RunNoise: Sendable, Hashable {
  /// Standard deviation of the ln of a latency.
  package var latency: Double
  /// Standard deviation of the success rate, as a share; never more than the share that fails.
  package var success: Double
  /// Degrees of freedom of both; infinite when they are assumed.
  package var degrees = Double.infinity
  /// Runs of a history that it comes from; 0 when it is assumed.
  package var runs = 0

  package init(latency: Double, success: Double) {
    (self.latency, self.success) = (latency, success)
  }

  /// When nothing is known: more than most servers have.
  package static let assumed = RunNoise(latency: 0.1, success: 0.012)

  /// Of the runs of a scenario since its last change of level, twenty at most: the largest of its latencies. `nil` below
  /// five runs.
  package init?(scenario: String, of entries: [HistoryEntry]) {
    let history = History(scenario: scenario, of: entries)
    func spread(_ metric: HistoryMetric) -> (deviation: Double, count: Int)? {
      guard let trend = history.trends.first(where: { $0.metric == metric }) else { return nil }
      let isShare = metric == .successRate
      let values = trend.figures.dropFirst(trend.changes.last?.change.index ?? 0).suffix(20).map(\.value)
      return Self.deviation(isShare ? Array(values) : values.filter { $0 > 0 }.map(NaturalLogarithm.of))
    }
    let latencies = [HistoryMetric.responseMedian, .responseP95].compactMap(spread)
    guard let widest = latencies.max(by: { $0.deviation < $1.deviation }),
      let least = latencies.map(\.count).min(), least >= 5
    else { return nil }
    self.init(latency: widest.deviation, success: spread(.successRate)?.deviation ?? Self.assumed.success)
    (degrees, runs) = (Double(least - 1), least)
  }

  private static func deviation(_ values: [Double]) -> (deviation: Double, count: Int)? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((squares / Double(values.count - 1)).squareRoot(), values.count)
  }
}
