@testable import CaseMatrix

/// Says by brute force what a covering array lacks. It shares no code with the generator.
struct CoverageChecker {
  let model: CoveringModel

  /// What is wrong with some rows, in words; empty when nothing is.
  func complaints(about rows: [[Int]]) -> [String] {
    var complaints: [String] = []
    for row in rows where !isAllowed(row) { complaints.append("forbidden or malformed: \(row)") }
    for (index, seed) in model.seeds.enumerated()
    where index >= rows.count || !zip(seed, rows[index]).allSatisfy({ $0 == nil || $0 == $1 }) {
      complaints.append("seed \(index) is not kept")
    }
    let strength = min(model.strength, model.levels.count)
    for columns in Self.choices(of: strength, from: model.levels.count) {
      let missing = missing(columns, rows)
      if !missing.isEmpty { complaints.append("\(missing) of dimensions \(columns) are missing") }
    }
    return complaints
  }

  /// The possible tuples of some columns that no row has.
  private func missing(_ columns: [Int], _ rows: [[Int]]) -> [[Int]] {
    let count = columns.reduce(1) { $0 * model.levels[$1] }
    var isPresent = [Bool](repeating: false, count: count)
    for row in rows { isPresent[columns.reduce(0) { $0 * model.levels[$1] + row[$1] }] = true }
    if !isPresent.contains(false) { return [] }
    return zip(Self.product(columns.map { model.levels[$0] }), isPresent).filter { tuple, isPresent in
      !isPresent && isPossible(tuple, columns)
    }.map(\.0)
  }

  /// How many tuples some allowed row has.
  func possibleTuples() -> Int {
    Self.choices(of: min(model.strength, model.levels.count), from: model.levels.count).reduce(0) {
      sum, columns in
      sum + Self.product(columns.map { model.levels[$0] }).count { isPossible($0, columns) }
    }
  }

  private func isAllowed(_ row: [Int]) -> Bool {
    row.count == model.levels.count && zip(row, model.levels).allSatisfy { $0 >= 0 && $0 < $1 }
      && !model.forbidden.contains { $0.values.allSatisfy { $1.contains(row[$0]) } }
  }

  /// Tries every row that has the tuple.
  private func isPossible(_ tuple: [Int], _ columns: [Int]) -> Bool {
    if model.forbidden.isEmpty { return true }
    var row = [Int](repeating: -1, count: model.levels.count)
    for (column, value) in zip(columns, tuple) { row[column] = value }
    func fill(_ place: Int) -> Bool {
      if place == row.count { return isAllowed(row) }
      if columns.contains(place) { return fill(place + 1) }
      for value in 0..<model.levels[place] {
        row[place] = value
        if fill(place + 1) { return true }
      }
      return false
    }
    return fill(0)
  }

  static func choices(of size: Int, from count: Int) -> [[Int]] {
    if size == 0 { return [[]] }
    guard count >= size else { return [] }
    return choices(of: size, from: count - 1)
      + choices(of: size - 1, from: count - 1).map { $0 + [count - 1] }
  }

  static func product(_ levels: [Int]) -> [[Int]] {
    levels.reduce([[]]) { rows, level in rows.flatMap { row in (0..<level).map { row + [$0] } } }
  }
}
