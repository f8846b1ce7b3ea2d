/// The smallest arrays that cover all pairs of dimensions of two values.
///
/// N rows do for C(N - 1, ceil(N / 2)) dimensions and no more (Kleitman and Spencer 1973; Katona 1973): a dimension
/// is 1 in ceil(N / 2) of the first N - 1 rows, each in another choice of them, and 0 in the last.
enum BinaryArray {
  /// The rows for so many dimensions; at least 2.
  static func rows(dimensions: Int) -> [[Int]] {
    var rowCount = 4
    while binomial(rowCount - 1, (rowCount + 1) / 2) < dimensions { rowCount += 1 }
    var chosen = Array(0..<(rowCount + 1) / 2)
    var rows = [[Int]](repeating: [], count: rowCount)
    for _ in 0..<dimensions {
      for row in rows.indices { rows[row].append(chosen.contains(row) ? 1 : 0) }
      advance(&chosen, below: rowCount - 1)
    }
    return rows
  }

  /// The next choice of as many numbers below `bound`, in lexicographic order.
  private static func advance(_ chosen: inout [Int], below bound: Int) {
    guard let place = chosen.indices.last(where: { chosen[$0] < bound - chosen.count + $0 }) else { return }
    let value = chosen[place]
    for index in place..<chosen.count { chosen[index] = value + 1 + index - place }
  }

  private static func binomial(_ total: Int, _ chosen: Int) -> Int {
    (0..<chosen).reduce(1) { min($0 * (total - $1) / ($1 + 1), 1 << 40) }
  }
}
