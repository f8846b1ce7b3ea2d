import Statistics

/// Sums of parts over tasks of about the same length: what a p95 is made of. Its size does not grow with the tasks.
package struct TailTable: Sendable, Hashable, Codable {
  /// Tasks of one bucket of lengths, which is 3 % wide.
  package struct Row: Sendable, Hashable, Codable {
    package var count = 0
    package var parts = TimeParts()
    /// Time on the critical path, by the place of the node in ``NodeTable``.
    package var nodes: [Int64] = []

    /// Nothing yet.
    package init() {}

    mutating func merge(_ other: Row) {
      count &+= other.count
      parts += other.parts
      nodes.add(other.nodes)
    }
  }

  private var rows: [Int: Row] = [:]

  /// Nothing yet.
  package init() {}

  mutating func record(_ parts: TimeParts, nodes: [(place: Int, nanoseconds: Int64)]) {
    rows[LatencySketch.index(of: parts.total), default: Row()].add(parts, nodes)
  }

  /// Gives nodes other places.
  mutating func move(to places: [Int]) {
    rows = rows.mapValues { row in
      var row = row
      row.nodes = row.nodes.moved(to: places)
      return row
    }
  }

  mutating func merge(_ other: TailTable, places: [Int]) {
    for (bucket, row) in other.rows {
      var row = row
      row.nodes = row.nodes.moved(to: places)
      rows[bucket, default: Row()].merge(row)
    }
  }

  /// The tasks about a quantile of the length: of one in twenty, and at least ten, as far as there are so many. `nil`
  /// of nothing.
  package func around(_ share: Double) -> Row? {
    let ordered = rows.sorted { $0.key < $1.key }.map(\.value)
    let total = ordered.reduce(0) { $0 &+ $1.count }
    guard total > 0 else { return nil }
    let rank = max(1, Int((share * Double(total)).rounded(.up)))
    var (low, passed) = (0, ordered[0].count)
    while passed < rank, low + 1 < ordered.count {
      low += 1
      passed &+= ordered[low].count
    }
    return Self.grown(ordered, from: low, to: min(total, max(10, total / 20)))
  }

  /// Adds neighbours on both sides in turn until there are enough.
  private static func grown(_ rows: [Row], from place: Int, to wanted: Int) -> Row {
    var (sum, below, above) = (rows[place], place - 1, place + 1)
    while sum.count < wanted, below >= 0 || above < rows.count {
      if above < rows.count { sum.merge(rows[above]) }
      if below >= 0, sum.count < wanted { sum.merge(rows[below]) }
      (below, above) = (below - 1, above + 1)
    }
    return sum
  }
}

extension TailTable.Row {
  mutating func add(_ parts: TimeParts, _ nodes: [(place: Int, nanoseconds: Int64)]) {
    count += 1
    self.parts += parts
    self.nodes.add(nodes)
  }
}

/// Sums by place, as long as the last place that is used.
extension [Int64] {
  mutating func add(_ other: [Int64]) {
    for (place, value) in other.enumerated() { add(value, at: place) }
  }

  mutating func add(_ values: [(place: Int, nanoseconds: Int64)]) {
    for (place, value) in values { add(value, at: place) }
  }

  private mutating func add(_ value: Int64, at place: Int) {
    if value == 0 { return }
    while count <= place { append(0) }
    self[place] &+= value
  }

  /// The share of a place in all; `nil` of nothing, or of a place that is not used.
  func share(at place: Int) -> Double? {
    let all = reduce(0, &+)
    return all > 0 && place < count ? Double(self[place]) / Double(all) : nil
  }

  /// The same with each value at another place.
  func moved(to places: [Int]) -> [Int64] {
    var moved: [Int64] = []
    for (place, value) in enumerated() where place < places.count { moved.add([(places[place], value)]) }
    return moved
  }
}
