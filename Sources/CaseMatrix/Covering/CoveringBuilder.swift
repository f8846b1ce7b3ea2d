import Statistics

/// Makes a covering array in several ways, and keeps the smallest.
struct CoveringBuilder {
  let space: TupleSpace
  private let solver: ConstraintSolver
  /// What is asked for, with what the seeding rows cover.
  private let base: TupleCoverage
  let least: Int
  private var generator: SeededGenerator
  private(set) var best: [[Int]]

  /// Looks at a tuple's count that one search may spend: a few milliseconds' work.
  var slice: Int { max(200_000, min(40 * space.count, 4_000_000)) }

  /// A builder over what `base` leaves uncovered.
  init(
    space: TupleSpace, solver: ConstraintSolver, base: TupleCoverage, least: Int, generator: SeededGenerator
  ) {
    self.space = space
    self.solver = solver
    self.base = base
    self.least = least
    self.generator = generator
    best = []
  }

  /// The rows beside the seeding rows. Throws when the constraints are too hard.
  mutating func rows() throws(CoveringProblem) -> [[Int]] {
    best = try greedyRows()
    try polynomial()
    try symmetric()
    try shrink()
    return best
  }

  private mutating func greedyRows() throws(CoveringProblem) -> [[Int]] {
    let work = space.count * max(1, least) / 4
    var greedy = GreedyRows(
      space: space, solver: solver, tries: max(1, min(10, 20_000_000 / max(1, work))), generator: split())
    var coverage = base
    return withoutRedundant(try greedy.rows(covering: &coverage))
  }

  /// Values of a larger field's array that a dimension does not have may be anything.
  private mutating func polynomial() throws(CoveringProblem) {
    let most = max(space.levels.max() ?? 2, space.levels.count - 1)
    guard best.count > least, let field = FiniteField.smallest(atLeast: most) else { return }
    let count = (0..<space.strength).reduce(1) { count, _ in count * field.order }
    guard count - field.order < best.count,
      let rows = PolynomialArray.rows(
        field: field, strength: space.strength, dimensions: space.levels.count)
    else { return }
    let open = rows.map { row in zip(row, space.levels).map { $0 < $1 ? $0 : -1 } }
    keep(try completed(open))
  }

  /// Tries to do with one row less, again and again; of large arrays not for long.
  private mutating func shrink() throws(CoveringProblem) {
    var patience = 10 * slice
    while best.count > max(least, 1), patience > 0 {
      patience -= 4 * best.count * space.groupCount
      guard let rows = try repaired(withoutLeastUseful(best), budget: 6 * slice) else { return }
      keep(rows)
    }
  }

  mutating func keep(_ rows: [[Int]]) {
    if rows.count < best.count { best = rows }
  }

  /// Rows that cover all, from rows with open cells: a search, and what it leaves by the greedy way.
  mutating func completed(_ rows: [[Int]]) throws(CoveringProblem) -> [[Int]] {
    var search = try search(rows, budget: 8 * slice)
    if search.run() { return withoutRedundant(search.rows) }
    var greedy = GreedyRows(space: space, solver: solver, tries: 10, generator: split())
    var coverage = search.coverage
    return withoutRedundant(search.rows + (try greedy.rows(covering: &coverage)))
  }

  /// Rows that cover all, as many as given; `nil` when the search does not find them.
  mutating func repaired(_ rows: [[Int]], budget: Int) throws(CoveringProblem) -> [[Int]]? {
    var search = try search(rows, budget: budget)
    return search.run() ? withoutRedundant(search.rows) : nil
  }

  private mutating func search(_ rows: [[Int]], budget: Int) throws(CoveringProblem) -> RowSearch {
    var filled: [[Int]] = []
    for row in rows { filled.append(try allowed(row)) }
    return RowSearch(
      space: space, solver: solver, rows: filled, coverage: base, generator: split(), budget: budget)
  }

  /// An allowed row with as much of this one as can stay, and random values else.
  private mutating func allowed(_ row: [Int]) throws(CoveringProblem) -> [Int] {
    var result = [Int](repeating: -1, count: row.count)
    for dimension in generator.shuffled(Array(row.indices)) {
      let wish = row[dimension] < 0 ? generator.below(space.levels[dimension]) : row[dimension]
      result[dimension] = wish
      if !solver.isCritical(dimension, wish) { continue }
      let others = generator.shuffled((0..<space.levels[dimension]).filter { $0 != wish })
      for value in [wish] + others {
        result[dimension] = value
        if !solver.isCritical(dimension, value) { break }
        if try solver.isCompletable(result) { break }
      }
    }
    return result
  }

  /// The rows without those that cover nothing alone.
  private mutating func withoutRedundant(_ rows: [[Int]]) -> [[Int]] {
    var coverage = base
    for row in rows { coverage.add(row, in: space) }
    return generator.shuffled(rows).filter { row in
      guard coverage.isRedundant(row, in: space) else { return true }
      coverage.remove(row, in: space)
      return false
    }
  }

  /// The rows without the one that covers the fewest tuples alone.
  private func withoutLeastUseful(_ rows: [[Int]]) -> [[Int]] {
    var coverage = base
    for row in rows { coverage.add(row, in: space) }
    let uses = rows.map { row in
      (0..<space.groupCount).count { coverage.counts[space.tuple(in: $0, of: row, from: 0)] == 1 }
    }
    var rows = rows
    if let place = uses.indices.min(by: { uses[$0] < uses[$1] }) { rows.remove(at: place) }
    return rows
  }

  mutating func split() -> SeededGenerator { SeededGenerator(seed: generator.next()) }
}
