import Statistics

/// A part of the run: a scenario, a variant, a tag, a node.
public struct Slice: Sendable, Hashable, Codable {
  /// Tasks (or, for nodes, executions).
  public var total = 0
  /// How many succeeded.
  public var succeeded = 0
  /// Response times of successes (for nodes: the server's own times).
  public var latency = Histogram()
  /// Times to first text of successes.
  public var firstText = Histogram()
  /// Tokens used.
  public var tokens = 0
  /// What it cost.
  public var cost = Price.zero

  /// Of nothing.
  public init() {}

  mutating func merge(_ other: Slice) {
    total += other.total
    succeeded += other.succeeded
    latency.merge(other.latency)
    firstText.merge(other.firstText)
    tokens += other.tokens
    cost += other.cost
  }
}

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
