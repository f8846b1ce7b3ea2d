/// What nodes hold of the critical path, over tasks that succeeded. Each has a place; those beyond ``limit`` share one.
package struct NodeTable: Sendable, Hashable {
  /// What is known of a node.
  package struct Row: Sendable, Hashable, Codable {
    /// `title (type)`.
    package var name: String
    /// Executions.
    package var runs = 0
    /// Of them, on the critical path.
    package var onPath = 0
    /// Time on the critical path, nanoseconds.
    package var critical: Int64 = 0
    /// How often executions were tried again.
    package var retries = 0
    /// What it cost.
    package var cost = Price.zero

    init(name: String) { self.name = name }

    mutating func merge(_ other: Row) {
      runs &+= other.runs
      onPath &+= other.onPath
      critical &+= other.critical
      retries &+= other.retries
      cost = cost + other.cost
    }
  }

  /// By place, in the order of their names.
  package private(set) var rows: [Row] = []
  private var places: [String: Int] = [:]
  /// The most nodes that have a place of their own.
  package static let limit = 64
  private static let others = "other nodes"

  /// Nothing yet.
  package init() {}

  /// The place of a node that was enrolled.
  func place(of name: String) -> Int { places[name] ?? places[Self.others] ?? 0 }

  /// Gives a place to each name that has none; where the old places have moved to, `nil` when none has.
  mutating func enrol(_ names: [String]) -> [Int]? {
    if names.allSatisfy({ places[$0] != nil }) { return nil }
    var known = Set(places.keys)
    let new = Set(names).subtracting(known).sorted()
    let room = max(0, Self.limit - 1 - known.count)
    known.formUnion(new.prefix(room))
    if new.count > room { known.insert(Self.others) }
    let old = rows
    rows = known.sorted().map { name in places[name].map { old[$0] } ?? Row(name: name) }
    places = Dictionary(rows.enumerated().map { ($1.name, $0) }) { first, _ in first }
    return old.map { place(of: $0.name) }
  }

  mutating func record(_ node: NodeSpan, critical: Int64, at place: Int) {
    rows[place].runs += 1
    rows[place].critical &+= critical
    rows[place].retries += node.retries
    if critical > 0 { rows[place].onPath += 1 }
    rows[place].cost = rows[place].cost + node.price
  }

  /// Adds another table, all of whose names are enrolled; the places of its nodes in this one.
  mutating func merge(_ other: NodeTable) -> [Int] {
    other.rows.map { row in
      let place = place(of: row.name)
      rows[place].merge(row)
      return place
    }
  }

  /// Time on the critical path of all nodes, nanoseconds.
  package var critical: Int64 { rows.reduce(0) { $0 &+ $1.critical } }
}

extension NodeTable: Codable {
  /// Decodes the rows.
  package init(from decoder: any Decoder) throws {
    rows = Array(try decoder.singleValueContainer().decode([Row].self).prefix(Self.limit))
    places = Dictionary(rows.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// Encodes the rows.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rows)
  }
}
