import Statistics

/// Arrays whose rows are the shifts of a few base rows: each value below g goes round, those from g on stay. So a
/// base row covers g tuples of every group at once, and a search for base rows is that much smaller.
///
/// With g one less than the values this is the starter vector of Meagher and Stevens (2005), without its cyclic
/// columns; with g = all values, a difference covering array.
struct SymmetricArray {
  /// g.
  let order: Int
  /// The dimensions that take part: those with at least g values.
  let dimensions: [Int]
  private let space: TupleSpace
  private let symmetry: TupleSymmetry
  /// Rows for the tuples of fixed values only, which no shift covers.
  private let fixedRows: [[Int]]

  /// The arrays of an order over a model's levels; `nil` when too few dimensions have as many values.
  init?(order: Int, levels: [Int], strength: Int, generator: SeededGenerator) throws(CoveringProblem) {
    dimensions = levels.indices.filter { levels[$0] >= order }
    guard order >= 2, dimensions.count > strength else { return nil }
    self.order = order
    space = try TupleSpace(levels: dimensions.map { levels[$0] }, strength: strength)
    symmetry = TupleSymmetry(order: order, space: space)
    fixedRows = try Self.fixedRows(order, space.levels, strength, generator)
  }

  /// How many rows come of so many base rows.
  func rowCount(baseRows: Int) -> Int { order * baseRows + fixedRows.count }

  /// The fewest base rows that an array of `rows` rows or more can have.
  func baseRows(atLeast rows: Int) -> Int { max(order, (rows - fixedRows.count + order - 1) / order) }

  /// Searches for so many base rows. Returns all rows, with -1 for what may be anything, and how many tuples they
  /// miss.
  func rows(baseRows: Int, generator: SeededGenerator, budget: Int) -> (rows: [[Int]], missing: Int) {
    var generator = generator
    let random = (0..<baseRows).map { _ in space.levels.map { generator.below($0) } }
    let wanted = TupleCoverage(count: space.count) { tuple in
      symmetry.first[tuple] == tuple && !symmetry.isFixed(space.assignments(of: tuple))
    }
    var search = RowSearch(
      space: space, solver: ConstraintSolver(levels: space.levels, forbidden: []), symmetry: symmetry,
      rows: random, coverage: wanted, generator: generator, budget: budget)
    _ = search.run()
    let shifted = search.rows.flatMap { row in
      (0..<order).map { shift in row.map { symmetry.shifted($0, by: shift) } }
    }
    return (shifted + fixedRows, search.coverage.uncovered.count)
  }

  /// An array over the fixed values alone.
  private static func fixedRows(
    _ order: Int, _ levels: [Int], _ strength: Int, _ generator: SeededGenerator
  ) throws(CoveringProblem) -> [[Int]] {
    let places = levels.indices.filter { levels[$0] > order }
    guard places.count >= strength else { return [] }
    let inner = try TupleSpace(levels: places.map { levels[$0] - order }, strength: strength)
    var coverage = TupleCoverage(count: inner.count)
    let solver = ConstraintSolver(levels: inner.levels, forbidden: [])
    var greedy = GreedyRows(space: inner, solver: solver, tries: 10, generator: generator)
    return try greedy.rows(covering: &coverage).map { row in
      var whole = [Int](repeating: -1, count: levels.count)
      for (place, value) in zip(places, row) { whole[place] = order + value }
      return whole
    }
  }
}
