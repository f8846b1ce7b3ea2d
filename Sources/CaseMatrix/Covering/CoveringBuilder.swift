import Statistics

/// Makes a covering array in several ways, and keeps the smallest.
struct CoveringBuilder {
  private let space: TupleSpace
  private let solver: ConstraintSolver
  /// What is asked for, with what the seeding rows cover.
  private let base: TupleCoverage
  private let least: Int
  private var generator: SeededGenerator
  private var best: [[Int]]

  /// Looks at a tuple's count that one search may spend: a few milliseconds' work.
  private var slice: Int { max(200_000, min(40 * space.count, 4_000_000)) }

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
    let near = try symmetric()
    try shrink(from: near)
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

  /// Tries shifts of each useful order. Returns rows that are nearly an array, fewer than the best.
  private mutating func symmetric() throws(CoveringProblem) -> [[Int]]? {
    var near: [[Int]]?
    let orders = Set(space.levels.flatMap { [$0, $0 - 1] }).filter { (2...64).contains($0) }.sorted(by: >)
    var found: [(rows: [[Int]], near: [[Int]]?)] = []
    for order in orders where best.count > least {
      guard
        let array = try SymmetricArray(
          order: order, levels: space.levels, strength: space.strength, generator: split()),
        let rows = fewest(of: array)
      else { continue }
      found.append(rows)
    }
    for (rows, nearby) in found.sorted(by: { $0.rows.count < $1.rows.count }).prefix(2)
    where rows.count < best.count {
      let before = best.count
      keep(try completed(rows))
      if best.count < before { near = nearby }
    }
    return near
  }

  /// The fewest base rows that a short search finds, by bisection, and those of one base row less.
  private mutating func fewest(of array: SymmetricArray) -> (rows: [[Int]], near: [[Int]]?)? {
    var low = array.baseRows(atLeast: least)
    var high = array.baseRows(atLeast: best.count)
    var (found, near): ([[Int]]?, [[Int]]?)
    while low < high {
      let middle = (low + high) / 2
      let (rows, missing) = array.rows(baseRows: middle, generator: split(), budget: slice)
      let whole = rows.map { spread($0, array.dimensions) }
      if missing == 0 {
        (found, high) = (whole, middle)
      } else {
        (near, low) = (whole, middle + 1)
      }
    }
    guard let found else { return nil }
    if near != nil {
      // One base row less: searched for longer, because a few rows can mend what it misses.
      let (rows, _) = array.rows(baseRows: low - 1, generator: split(), budget: 8 * slice)
      near = rows.map { spread($0, array.dimensions) }
    }
    return (found, near)
  }

  /// A row over some dimensions as one over all.
  private func spread(_ row: [Int], _ dimensions: [Int]) -> [Int] {
    var whole = [Int](repeating: -1, count: space.levels.count)
    for (dimension, value) in zip(dimensions, row) { whole[dimension] = value }
    return whole
  }

  /// Tries to do with one row less, again and again.
  private mutating func shrink(from near: [[Int]]?) throws(CoveringProblem) {
    var near = near
    while best.count > max(least, 1) {
      var starts: [(rows: [[Int]], budget: Int)] = []
      if let rows = near, rows.count < best.count {
        let open = Array(repeating: spread([], []), count: best.count - 1 - rows.count)
        starts.append((rows + open, 12 * slice))
        near = nil
      }
      starts.append((withoutLeastUseful(best), 3 * slice))
      let before = best.count
      for start in starts where best.count == before {
        if let rows = try repaired(start.rows, budget: start.budget) { keep(rows) }
      }
      guard best.count < before else { return }
    }
  }

  private mutating func keep(_ rows: [[Int]]) {
    if rows.count < best.count { best = rows }
  }

  /// Rows that cover all, from rows with open cells: a search, and what it leaves by the greedy way.
  private mutating func completed(_ rows: [[Int]]) throws(CoveringProblem) -> [[Int]] {
    var search = try search(rows, budget: 8 * slice)
    if search.run() { return withoutRedundant(search.rows) }
    var greedy = GreedyRows(space: space, solver: solver, tries: 10, generator: split())
    var coverage = search.coverage
    return withoutRedundant(search.rows + (try greedy.rows(covering: &coverage)))
  }

  /// Rows that cover all, as many as given; `nil` when the search does not find them.
  private mutating func repaired(_ rows: [[Int]], budget: Int) throws(CoveringProblem) -> [[Int]]? {
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

  private mutating func split() -> SeededGenerator { SeededGenerator(seed: generator.next()) }
}
