import Statistics

/// How like their references answers were (`similar_to`), and how far answers to the same case lie apart. Scores are
/// thousandths.
package struct LikenessTable: Sendable, Hashable, Codable {
  /// Answers to one case.
  package struct Spread: Sendable, Hashable, Codable {
    package var low: Int64
    package var high: Int64
    /// How many were like enough.
    package var held = 0
    /// How many were not.
    package var broken = 0

    var isAskedAgain: Bool { held &+ broken > 1 }

    mutating func merge(_ other: Spread) {
      (low, high) = (min(low, other.low), max(high, other.high))
      held &+= other.held
      broken &+= other.broken
    }
  }

  /// One measure with its limit.
  package struct Row: Sendable, Hashable, Codable {
    /// Of all answers.
    package var scores = Histogram()
    /// By case id.
    package var cases: [String: Spread] = [:]

    package init() {}

    mutating func record(_ score: Int64, holds: Bool, of id: String) {
      scores.record(score)
      add(Spread(low: score, high: score, held: holds ? 1 : 0, broken: holds ? 0 : 1), of: id)
    }

    mutating func merge(_ other: Row) {
      scores.merge(other.scores)
      for (id, spread) in other.cases.sorted(by: { $0.key < $1.key }) { add(spread, of: id) }
    }

    private mutating func add(_ spread: Spread, of id: String) {
      if cases[id]?.merge(spread) == nil, cases.count < LikenessTable.caseLimit { cases[id] = spread }
    }
  }

  /// By measure and limit, such as `rouge_l of at least 0.6`.
  package private(set) var rows: [String: Row] = [:]

  static let caseLimit = 2000
  static let rowLimit = 50

  /// Nothing yet.
  package init() {}

  /// Takes the scores of a result. What a case expects a second time by the same measure and limit is a row of its own.
  package mutating func record(_ result: TaskResult) {
    var seen: [String: Int] = [:]
    for expectation in result.expectations {
      guard let score = expectation.score, let name = expectation.measure else { continue }
      let place = seen[name, default: 0] + 1
      seen[name] = place
      let row = place == 1 ? name : "\(name), \(place)"
      guard rows[row] != nil || rows.count < Self.rowLimit else { continue }
      rows[row, default: Row()].record(min(max(score, 0), 1000), holds: expectation.holds, of: result.caseID)
    }
  }

  /// Adds another part of the run.
  package mutating func merge(_ other: LikenessTable) {
    for (name, row) in other.rows.sorted(by: { $0.key < $1.key })
    where rows[name] != nil || rows.count < Self.rowLimit {
      rows[name, default: Row()].merge(row)
    }
  }
}

extension ExpectationResult {
  /// The measure and its limit, without the references, which may differ from case to case.
  fileprivate var measure: String? { expectation.components(before: " with ") }
}

extension String {
  fileprivate func components(before mark: String) -> String? {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) }
  }
}
