/// Where the time went, over tasks that succeeded, after the warm-up.
package struct TimeProfile: Sendable, Hashable, Codable {
  /// How long each part took.
  package private(set) var parts = PartTable()
  /// The same by the length of the task.
  package private(set) var tail = TailTable()
  /// How long each part took of tasks that a limit or a stop cut: the last one is what they waited for.
  package private(set) var cut = PartTable()
  /// What nodes hold of the critical path.
  package private(set) var nodes = NodeTable()

  /// Nothing yet.
  package init() {}

  /// Gives places to nodes that have none; where the old places have moved to, `nil` when none has.
  mutating func enrol(_ names: [String]) -> [Int]? {
    let moved = nodes.enrol(names)
    if let moved { tail.move(to: moved) }
    return moved
  }

  /// The places of a task's nodes, with what each holds of the critical path.
  func places(_ time: TaskTime) -> [(place: Int, nanoseconds: Int64)] {
    time.nodes.map { (nodes.place(of: $0.name), $0.critical) }
  }

  mutating func record(_ time: TaskTime, _ places: [(place: Int, nanoseconds: Int64)]) {
    parts.record(time.parts)
    tail.record(time.parts, nodes: places)
    for (node, place) in zip(time.nodes, places) {
      nodes.record(node.span, critical: node.critical, at: place.place)
    }
  }

  mutating func recordCut(_ parts: TimeParts) { cut.record(parts) }

  /// Adds another part, all of whose nodes are enrolled; returns their places in this one.
  mutating func merge(_ other: TimeProfile) -> [Int] {
    let places = nodes.merge(other.nodes)
    parts.merge(other.parts)
    cut.merge(other.cut)
    tail.merge(other.tail, places: places)
    return places
  }
}
