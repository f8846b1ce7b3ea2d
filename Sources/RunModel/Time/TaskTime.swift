/// Where the time of one task went: its parts, and what each node of its last attempt holds of the critical path.
package struct TaskTime: Sendable {
  package let parts: TimeParts
  package private(set) var nodes: [(span: NodeSpan, name: String, critical: Int64)] = []

  /// `nil` when it never began.
  package init?(_ result: TaskResult) {
    guard let parts = TimeParts(result), let attempt = result.attempts.last else { return nil }
    self.parts = parts
    for exchange in attempt.exchanges where !exchange.nodes.isEmpty {
      let path = CriticalPath(exchange.nodes, end: exchange.close ?? attempt.close)
      nodes += zip(exchange.nodes, path.shares).map { ($0, $0.label, $1) }
    }
  }
}
