/// A band of performance: the limits that a task has to meet to belong to it. A task that meets those of no band, or
/// does not succeed, belongs to none.
public struct PerformanceBand: Sendable, Hashable, Codable {
  /// Its name, such as `excellent`.
  public var name: String
  /// The task's time from its intended start, retries and pauses included, is less; seconds.
  package var responseTime: Double?
  /// The last attempt's time to first text is less; seconds.
  package var firstText: Double?
  /// The longest gap between two texts is less; seconds.
  package var longestGap: Double?
  /// The tokens used are at most so many.
  package var tokens: Int?
  /// It cost at most so much.
  package var cost: Price?

  /// A band; without limits every task that succeeds belongs to it.
  public init(
    name: String, responseTime: Double? = nil, firstText: Double? = nil, longestGap: Double? = nil,
    tokens: Int? = nil, cost: Price? = nil
  ) {
    self.name = name
    self.responseTime = responseTime
    self.firstText = firstText
    self.longestGap = longestGap
    self.tokens = tokens
    self.cost = cost
  }

  /// Whether a result meets every limit. A text that never came has met no limit on when it comes.
  package func contains(_ result: TaskResult) -> Bool {
    guard result.status.isSuccess else { return false }
    let last = result.attempts.last
    let gap = result.attempts.flatMap(\.exchanges).map(\.longestGap).max() ?? 0
    return Self.isLess(result.totalTime.inSeconds, responseTime)
      && firstText.map { Self.isLess(last?.timeToFirstText?.inSeconds ?? .infinity, $0) } ?? true
      && Self.isLess(Double(gap) / 1e9, longestGap)
      && tokens.map { result.tokens.total <= $0 } ?? true
      && cost.map { result.cost <= $0 } ?? true
  }

  private static func isLess(_ value: Double, _ limit: Double?) -> Bool { limit.map { value < $0 } ?? true }
}
