/// The chain of nodes that made a run as long as it was: from its last node back, each time to the node that finished
/// last before it began. Inside an iteration or a loop the same again. Pure.
package struct CriticalPath {
  /// How much of the path each node is, nanoseconds, by its place in the list; what runs inside a container is not the
  /// container's.
  package private(set) var shares: [Int64]
  private let nodes: [NodeSpan]
  private let end: Int64
  /// The container of each, as far as it is in the list.
  private let levels: [String?]

  /// - Parameter nodes: in the order of their ends.
  /// - Parameter end: when what has not finished was cut.
  package init(_ nodes: [NodeSpan], end: RunInstant) {
    (self.nodes, self.end) = (nodes, end.nanoseconds)
    let holders = Set(nodes.lazy.filter(\.holdsNodes).map(\.nodeID))
    levels = nodes.map { node in node.container.flatMap { holders.contains($0) ? $0 : nil } }
    shares = [Int64](repeating: 0, count: nodes.count)
    _ = walk(in: nil, before: nodes.count, from: .min, to: .max)
  }

  /// Walks back through the nodes of a container (`nil`: of the run) that lie in a stretch of time; the time on the path.
  private mutating func walk(in container: String?, before index: Int, from low: Int64, to high: Int64)
    -> Int64
  {
    var (limit, index, total) = (high, index, Int64(0))
    var predecessor: String?
    while let next = last(in: container, before: index, by: limit, after: low, predecessor) {
      let (start, finish) = stretch(next)
      let length = max(0, min(finish, high) - max(start, low))
      let inside =
        nodes[next].holdsNodes ? walk(in: nodes[next].nodeID, before: next, from: start, to: finish) : 0
      shares[next] += max(0, length - inside)
      total += length
      (limit, index, predecessor) = (start, next, nodes[next].predecessor)
    }
    return total
  }

  /// The node that finished last by then; of those that finished at the same instant the stated predecessor.
  private func last(
    in container: String?, before index: Int, by limit: Int64, after low: Int64, _ predecessor: String?
  ) -> Int? {
    var found: Int?
    for candidate in stride(from: index - 1, through: 0, by: -1) where levels[candidate] == container {
      let (start, finish) = stretch(candidate)
      if finish > limit || start < low { continue }
      guard let best = found else {
        found = candidate
        continue
      }
      if finish < stretch(best).finish { break }
      if nodes[candidate].nodeID == predecessor, nodes[best].nodeID != predecessor { found = candidate }
    }
    return found
  }

  private func stretch(_ index: Int) -> (start: Int64, finish: Int64) {
    let finish = nodes[index].end?.nanoseconds ?? end
    return (nodes[index].startedAt?.nanoseconds ?? finish - nodes[index].elapsed.nanoseconds, finish)
  }
}

extension NodeSpan {
  /// Whether other nodes run inside it.
  package var holdsNodes: Bool { type == "iteration" || type == "loop" }
}
