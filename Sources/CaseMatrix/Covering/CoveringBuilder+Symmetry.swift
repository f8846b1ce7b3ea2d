/// Arrays from shifts of base rows: see ``SymmetricArray``.
extension CoveringBuilder {
  /// What a search found: the rows of an array, -1 for what may be anything, and how many base rows they come from.
  private struct Found {
    var array: SymmetricArray
    var baseRows: Int
    var rows: [[Int]]
  }

  /// Tries the shifts of each useful order, and goes on with the two that give the fewest rows.
  mutating func symmetric() throws(CoveringProblem) {
    let orders = Set(space.levels.flatMap { [$0, $0 - 1] }).filter { (2...64).contains($0) }.sorted(by: >)
    var found: [Found] = []
    for order in orders where best.count > least {
      let array = try SymmetricArray(
        order: order, levels: space.levels, strength: space.strength, generator: split())
      if let fewest = array.flatMap({ fewest(of: $0) }) { found.append(fewest) }
    }
    var chosen: Found?
    for candidate in found.sorted(by: { $0.rows.count < $1.rows.count }).prefix(2)
    where candidate.rows.count < best.count {
      let before = best.count
      keep(try completed(candidate.rows))
      if best.count < before { chosen = candidate }
    }
    if let chosen { try mend(chosen) }
  }

  /// The fewest base rows that a short search finds, by bisection.
  private mutating func fewest(of array: SymmetricArray) -> Found? {
    var low = array.baseRows(atLeast: least)
    var high = array.baseRows(atLeast: best.count)
    var found: Found?
    while low < high {
      let middle = (low + high) / 2
      let (rows, missing) = array.rows(baseRows: middle, generator: split(), budget: slice)
      if missing > 0 {
        low = middle + 1
      } else {
        found = Found(array: array, baseRows: middle, rows: spread(rows, array.dimensions))
        high = middle
      }
    }
    return found
  }

  /// One base row less leaves a little uncovered, which fewer rows than a base row stands for may mend.
  private mutating func mend(_ found: Found) throws(CoveringProblem) {
    for _ in 0..<3 where best.count > least {
      let (rows, _) = found.array.rows(
        baseRows: found.baseRows - 1, generator: split(), budget: 4 * slice)
      guard !rows.isEmpty, rows.count < best.count else { return }
      let open = [Int](repeating: -1, count: space.levels.count)
      let start =
        spread(rows, found.array.dimensions) + Array(repeating: open, count: best.count - 1 - rows.count)
      if let mended = try repaired(start, budget: 8 * slice) { return keep(mended) }
    }
  }

  /// Rows over some dimensions as rows over all.
  private func spread(_ rows: [[Int]], _ dimensions: [Int]) -> [[Int]] {
    rows.map { row in
      var whole = [Int](repeating: -1, count: space.levels.count)
      for (dimension, value) in zip(dimensions, row) { whole[dimension] = value }
      return whole
    }
  }
}
