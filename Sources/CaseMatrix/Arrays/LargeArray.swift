/// Arrays so large that no search for few rows would end soon: they are made by a formula, or not at all.
enum LargeArray {
  /// Looks at a tuple that the greedy way may take: a second or two.
  private static let work = Int128(600_000_000)
  /// More rows are no array for anybody.
  private static let rowLimit = 100_000

  /// How many tuples there are to cover.
  static func tuples(_ model: CoveringModel) -> Int128 {
    TupleSpace.countTuples(model.levels, min(model.strength, model.levels.count))
  }

  /// Whether the greedy way, which looks at each tuple for each row, would take too long.
  static func isLarge(_ model: CoveringModel) -> Bool {
    model.levels.count > model.strength && tuples(model) * model.leastRows / 4 > work
  }

  /// The rows of a field's array; values that a dimension has not become its first, which other rows need not cover.
  static func rows(_ model: CoveringModel) -> [[Int]]? {
    let most = max(model.levels.max() ?? 2, model.levels.count - 1)
    guard let field = FiniteField.smallest(atLeast: most) else { return nil }
    let count = (0..<model.strength).reduce(1) { count, _ in min(count * field.order, rowLimit + 1) }
    guard count <= rowLimit else { return nil }
    let rows = PolynomialArray.rows(
      field: field, strength: model.strength, dimensions: model.levels.count)
    return rows?.map { row in zip(row, model.levels).map { $0 < $1 ? $0 : 0 } }
  }
}
