/// Chooses the rows that cover most, when there may not be enough to cover all.
struct RowSelection {
  let space: TupleSpace
  /// What is asked for, with nothing covered.
  let wanted: TupleCoverage
  /// How many rows there may be.
  let maximum: Int

  /// The better of two: the best rows of an array, one after the other; and as many rows of the greedy way.
  func best(
    seeds: [[Int]], rows: [[Int]], greedy: inout GreedyRows
  ) throws(CoveringProblem) -> (rows: [[Int]], share: Double) {
    let kept = Array(seeds.prefix(maximum))
    var coverage = wanted
    for row in kept { coverage.add(row, in: space) }
    var other = coverage
    let chosen = choose(from: rows, maximum - kept.count, &coverage)
    let grown = try greedy.rows(covering: &other, limit: maximum - kept.count)
    return other.share > coverage.share ? (kept + grown, other.share) : (kept + chosen, coverage.share)
  }

  private func choose(from rows: [[Int]], _ count: Int, _ coverage: inout TupleCoverage) -> [[Int]] {
    var rest = rows
    var chosen: [[Int]] = []
    while chosen.count < count, !rest.isEmpty {
      let gains = rest.map { coverage.gain($0, in: space) }
      let place = gains.indices.max { gains[$0] < gains[$1] } ?? 0
      coverage.add(rest[place], in: space)
      chosen.append(rest.remove(at: place))
    }
    return chosen
  }
}
