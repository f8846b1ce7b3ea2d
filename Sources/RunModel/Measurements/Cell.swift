import Statistics

/// A small part of the run: one case, or one value of a parameter.
public struct Cell: Sendable, Hashable, Codable {
  /// Tasks.
  public var total = 0
  /// How many succeeded.
  public var succeeded = 0
  /// Response times of successes.
  public var latency = LatencySketch()
  /// The last failure's class.
  public var failure: FailureClass?
  /// The case's parameters, `name=value`, as far as they are short.
  public var values: [String]

  /// Of nothing.
  public init(values: [String] = []) { self.values = values }

  /// What the case asks, in short.
  public var label: String { String(values.joined(separator: ", ").prefix(120)) }

  mutating func add(_ result: TaskResult) {
    total += 1
    if result.status.isSuccess {
      succeeded += 1
      latency.record(result.totalTime.nanoseconds)
    } else {
      failure = result.failure ?? failure
    }
  }

  /// Adds what another part of the run holds of the same cell.
  public mutating func merge(_ other: Cell) {
    total += other.total
    succeeded += other.succeeded
    latency.merge(other.latency)
    failure = other.failure ?? failure
    if values.isEmpty { values = other.values }
  }
}
