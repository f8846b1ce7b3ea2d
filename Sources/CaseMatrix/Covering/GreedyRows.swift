import Statistics

/// Adds rows until every tuple is covered, each the best of some random tries (as AETG does): a tuple that is not
/// covered, and then dimension by dimension, in a random order, the value that covers most.
struct GreedyRows {
  let space: TupleSpace
  let solver: ConstraintSolver
  /// How many tries a row gets; at least 1.
  var tries: Int
  var generator: SeededGenerator

  /// The rows that are missing, at most `limit`. Adds them to the coverage. Throws when the constraints are too
  /// hard.
  mutating func rows(covering coverage: inout TupleCoverage, limit: Int = .max) throws(CoveringProblem)
    -> [[Int]]
  {
    var rows: [[Int]] = []
    while !coverage.uncovered.isEmpty, rows.count < limit {
      var best: (row: [Int], gain: Int)?
      for _ in 0..<tries {
        let row = try row(coverage)
        let gain = coverage.gain(row, in: space)
        if gain > best?.gain ?? -1 { best = (row, gain) }
      }
      guard let best else { break }
      coverage.add(best.row, in: space)
      rows.append(best.row)
    }
    return rows
  }

  private mutating func row(_ coverage: TupleCoverage) throws(CoveringProblem) -> [Int] {
    var row = [Int](repeating: -1, count: space.levels.count)
    let tuple = Int(coverage.uncovered[generator.below(coverage.uncovered.count)])
    for (dimension, value) in space.assignments(of: tuple) { row[dimension] = value }
    return try filled(row, coverage)
  }

  /// A row with its open dimensions (-1) filled so that it covers much; what is set must be completable.
  mutating func filled(_ row: [Int], _ coverage: TupleCoverage) throws(CoveringProblem) -> [Int] {
    var row = row
    for dimension in generator.shuffled(row.indices.filter { row[$0] < 0 }) {
      try choose(dimension, in: &row, gains(dimension, row, coverage))
    }
    return row
  }

  /// Takes the allowed value of most gain.
  private mutating func choose(_ dimension: Int, in row: inout [Int], _ gains: [Int]) throws(CoveringProblem)
  {
    let best = best(of: gains)
    row[dimension] = best
    if !solver.isCritical(dimension, best) { return }
    let values = [best] + generator.shuffled(Array(gains.indices)).sorted { gains[$0] > gains[$1] }
    for value in values {
      row[dimension] = value
      if !solver.isCritical(dimension, value) { return }
      if try solver.isCompletable(row) { return }
    }
  }

  /// A value of most gain.
  private mutating func best(of gains: [Int]) -> Int {
    var (best, ties) = (0, 1)
    for value in gains.indices.dropFirst() where gains[value] >= gains[best] {
      ties = gains[value] > gains[best] ? 1 : ties + 1
      if generator.below(ties) == 0 { best = value }
    }
    return best
  }

  /// For each value of a dimension, how many tuples it would cover with what the row has so far.
  private func gains(_ dimension: Int, _ row: [Int], _ coverage: TupleCoverage) -> [Int] {
    let links = space.links[dimension]
    var gains = [Int](repeating: 0, count: space.levels[dimension])
    var link = 0
    while link < links.count {
      if let number = number(links, link, row) {
        let stride = links[link + 1]
        for value in gains.indices where coverage.counts[number + value * stride] == 0 { gains[value] += 1 }
      }
      link += space.linkWidth
    }
    return gains
  }

  /// The number of a tuple of the row without the dimension's own part; `nil` when another dimension is open.
  private func number(_ links: [Int], _ link: Int, _ row: [Int]) -> Int? {
    var number = links[link]
    var other = link + 2
    let end = link + space.linkWidth
    while other < end {
      let value = row[links[other]]
      if value < 0 { return nil }
      number += value * links[other + 1]
      other += 2
    }
    return number
  }
}
