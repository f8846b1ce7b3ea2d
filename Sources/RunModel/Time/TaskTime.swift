/// Where the time of one task went: its parts, and what each node of its last attempt holds of the critical path.
package struct TaskTime: Sendable {
  package let parts: TimeParts
  package private(set) var nodes: [(span: NodeSpan, name: String, critical: Int64)] = []

  /// `nil` when it never began.
  package init?(_ result: borrowing TaskResult) {
    guard let parts = TimeParts(result) else { return nil }
    self.parts = parts
    addNodes(of: result.attempts[result.attempts.count - 1])
  }

  private mutating func addNodes(of attempt: borrowing AttemptRecord) {
    for index in attempt.exchanges.indices where !attempt.exchanges[index].nodes.isEmpty {
      let spans = attempt.exchanges[index].nodes
      let path = CriticalPath(spans, end: attempt.exchanges[index].close ?? attempt.close)
      nodes += zip(spans, path.shares).map { ($0, $0.label, $1) }
    }
  }
}
