/// How often each tuple is covered, and which are not yet.
struct TupleCoverage: Sendable {
  /// Covered for good: a tuple that is not asked for.
  private static let never = Int32.max / 2

  private(set) var counts: [Int32]
  /// The tuples that are not covered, in no order.
  private(set) var uncovered: [Int32]
  /// Where each of them stands there.
  private var places: [Int32]
  /// How many tuples are asked for.
  let wanted: Int

  /// Nothing is covered; only the tuples that are `wanted` are asked for.
  init(count: Int, wanted isWanted: (Int) -> Bool = { _ in true }) {
    counts = Array(repeating: 0, count: count)
    places = Array(repeating: -1, count: count)
    uncovered = []
    for tuple in 0..<count {
      if isWanted(tuple) {
        places[tuple] = Int32(uncovered.count)
        uncovered.append(Int32(tuple))
      } else {
        counts[tuple] = Self.never
      }
    }
    wanted = uncovered.count
  }

  /// The share of the tuples asked for that is covered; 1 of none.
  var share: Double { wanted == 0 ? 1 : 1 - Double(uncovered.count) / Double(wanted) }

  /// Covers a tuple once more.
  mutating func add(_ tuple: Int) {
    counts[tuple] += 1
    guard counts[tuple] == 1 else { return }
    let place = Int(places[tuple])
    let last = uncovered.removeLast()
    if place < uncovered.count {
      uncovered[place] = last
      places[Int(last)] = Int32(place)
    }
  }

  /// Covers a tuple once less.
  mutating func remove(_ tuple: Int) {
    counts[tuple] -= 1
    guard counts[tuple] == 0 else { return }
    places[tuple] = Int32(uncovered.count)
    uncovered.append(Int32(tuple))
  }
}

extension TupleCoverage {
  /// Counts a row, which begins at `start` of `cells`.
  mutating func add(_ cells: [Int], from start: Int = 0, in space: TupleSpace) {
    for group in 0..<space.groupCount { add(space.tuple(in: group, of: cells, from: start)) }
  }

  /// Takes a row back.
  mutating func remove(_ cells: [Int], from start: Int = 0, in space: TupleSpace) {
    for group in 0..<space.groupCount { remove(space.tuple(in: group, of: cells, from: start)) }
  }

  /// Whether everything that a row covers is covered by another too.
  func isRedundant(_ cells: [Int], from start: Int = 0, in space: TupleSpace) -> Bool {
    (0..<space.groupCount).allSatisfy { counts[space.tuple(in: $0, of: cells, from: start)] > 1 }
  }

  /// How many tuples a row would cover first.
  func gain(_ cells: [Int], in space: TupleSpace) -> Int {
    (0..<space.groupCount).reduce(0) { $0 + (counts[space.tuple(in: $1, of: cells, from: 0)] == 0 ? 1 : 0) }
  }
}
