/// One of the slowest attempts, cut at what the client saw: enough to draw where its time went.
package struct SlowTask: Sendable, Hashable, Codable {
  /// A node of its run, nanoseconds after the attempt's planned start.
  package struct Node: Sendable, Hashable, Codable {
    /// `title (type)`, and in a loop the round.
    package var name: String
    /// Whether it ran inside of a loop or an iteration.
    package var isNested: Bool
    package var begin: Int64
    package var end: Int64
    /// What of the time it held up the run.
    package var critical: Int64
    /// `succeeded`, `failed`, `exception`, or `running` when the stream ended before.
    package var status: String
    /// How often it was tried again.
    package var retries: Int
  }

  /// What it was.
  package var sample: ResultSample
  /// What its time is made of, in the order in which it came.
  package var parts: TimeParts
  /// The nodes of its last request, by their begin: the longest, at most ``nodeLimit``.
  package var nodes: [Node]
  /// Nodes that were left out.
  package var leftOut: Int

  /// The most that a report keeps.
  package static let limit = 3
  /// The most nodes of one.
  package static let nodeLimit = 40
  private static let nameLimit = 80

  init(_ sample: ResultSample, _ attempt: AttemptRecord) {
    (self.sample, parts) = (sample, TimeParts(attempt))
    let all = attempt.exchanges.last.map { Self.nodes($0, of: attempt) } ?? []
    let kept = all.sorted { $1.end &- $1.begin < $0.end &- $0.begin }.prefix(Self.nodeLimit)
    nodes = kept.sorted { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
    leftOut = all.count - kept.count
  }

  private static func nodes(_ exchange: ExchangeRecord, of attempt: AttemptRecord) -> [Node] {
    let close = exchange.close ?? attempt.close
    let path = CriticalPath(exchange.nodes, end: close)
    return zip(exchange.nodes, path.shares).map { node, critical in
      let end = node.end ?? close
      let begin = node.startedAt ?? RunInstant(nanoseconds: end.nanoseconds &- node.elapsed.nanoseconds)
      let round = node.round.map { " #\($0 + 1)" } ?? ""
      return Node(
        name: node.label.cropped(nameLimit) + round, isNested: node.container != nil,
        begin: begin.nanoseconds(since: attempt.intendedStart),
        end: end.nanoseconds(since: attempt.intendedStart),
        critical: critical, status: node.status.cropped(20), retries: node.retries)
    }
  }

  static func isSlower(_ left: SlowTask, _ right: SlowTask) -> Bool {
    ResultSample.isSlower(left.sample, right.sample)
  }
}
