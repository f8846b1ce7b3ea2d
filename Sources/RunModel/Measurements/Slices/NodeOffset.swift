/// How long after the send a node begins, as the client saw its start.
package struct NodeOffset: Sendable, Hashable, Codable {
  /// How many starts were seen.
  package private(set) var count = 0
  /// Their sum, nanoseconds.
  package private(set) var total: Int64 = 0

  /// Nothing yet.
  package init() {}

  /// Nanoseconds; `nil` of nothing.
  package var mean: Double? { count == 0 ? nil : Double(total) / Double(count) }

  mutating func record(_ nanoseconds: Int64) {
    count += 1
    total &+= nanoseconds
  }

  mutating func merge(_ other: NodeOffset) {
    count += other.count
    total &+= other.total
  }
}
