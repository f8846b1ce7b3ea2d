/// Says which rows, and which parts of rows, the forbidden combinations allow. Pure.
///
/// Each forbidden combination is a clause: at least one of its dimensions must have a value outside its set. Parts
/// of rows are decided by unit propagation and backtracking over the values that dimensions may still have.
struct ConstraintSolver: Sendable {
  /// One dimension of a clause, and for each of its values whether the clause would rather not have it.
  private struct Literal: Sendable {
    var dimension: Int
    var members: [Bool]
  }

  /// More steps than these for one question, and the answer is that it is too hard.
  private static let stepLimit = 100_000

  private let levels: [Int]
  private let clauses: [[Literal]]
  private let clausesOf: [[Int]]
  /// Whether some clause names the value.
  private let critical: [[Bool]]

  /// A solver. Indices outside the model are ignored.
  init(levels: [Int], forbidden: [ForbiddenCombination]) {
    self.levels = levels
    let clauses = forbidden.map { combination in
      combination.values.sorted { $0.key < $1.key }.map { dimension, values in
        Literal(dimension: dimension, members: (0..<levels[dimension]).map(values.contains))
      }
    }
    self.clauses = clauses
    var clausesOf = [[Int]](repeating: [], count: levels.count)
    var critical = levels.map { [Bool](repeating: false, count: $0) }
    for (index, clause) in clauses.enumerated() {
      for literal in clause {
        clausesOf[literal.dimension].append(index)
        for value in literal.members.indices where literal.members[value] {
          critical[literal.dimension][value] = true
        }
      }
    }
    self.clausesOf = clausesOf
    self.critical = critical
  }

  /// Whether there is nothing to obey.
  var isFree: Bool { clauses.isEmpty }

  /// Whether a constraint names the dimension.
  func isConstrained(_ dimension: Int) -> Bool { !clausesOf[dimension].isEmpty }

  /// Whether a constraint names the value. One that none names is never in the way: what a row with another value
  /// there may be, it may be with this value too.
  func isCritical(_ dimension: Int, _ value: Int) -> Bool { critical[dimension][value] }

  /// Whether a whole row that was allowed still is with another value in one dimension.
  func allows(_ cells: [Int], from start: Int = 0, changing dimension: Int, to value: Int) -> Bool {
    guard critical[dimension][value] else { return true }
    return clausesOf[dimension].allSatisfy { index in
      clauses[index].contains { literal in
        let other = literal.dimension == dimension ? value : cells[start + literal.dimension]
        return !literal.members[other]
      }
    }
  }

  /// Whether a whole row is allowed.
  func allows(_ row: [Int]) -> Bool {
    clauses.allSatisfy { clause in clause.contains { !$0.members[row[$0.dimension]] } }
  }

  /// What the open dimensions (-1) of a row may be so that the row is allowed: a set of values of each dimension,
  /// any choice from which is allowed. `nil` when there is none. Throws when it is too hard to tell.
  func completion(of row: [Int]) throws(CoveringProblem) -> [[Bool]]? {
    let domains = levels.indices.map { dimension in
      row[dimension] < 0
        ? [Bool](repeating: true, count: levels[dimension])
        : (0..<levels[dimension]).map { $0 == row[dimension] }
    }
    var steps = 0
    return try solve(domains, &steps)
  }

  /// Whether the open dimensions (-1) can be filled.
  func isCompletable(_ row: [Int]) throws(CoveringProblem) -> Bool {
    isFree ? true : try completion(of: row) != nil
  }

  private func solve(_ domains: [[Bool]], _ steps: inout Int) throws(CoveringProblem) -> [[Bool]]? {
    steps += 1
    guard steps <= Self.stepLimit else { throw .tooEntangled }
    var domains = domains
    guard let open = propagate(&domains) else { return nil }
    guard let branch = open else { return domains }
    for literal in branch {
      var next = domains
      Self.leave(literal, &next)
      if let solution = try solve(next, &steps) { return solution }
      // From here on the row is inside this literal's set.
      for value in literal.members.indices where !literal.members[value] {
        domains[literal.dimension][value] = false
      }
    }
    return nil
  }

  /// Narrows domains as far as single clauses force. `nil`: impossible. Else the undecided literals of the smallest
  /// clause that is still open; `.some(nil)` when none is.
  private func propagate(_ domains: inout [[Bool]]) -> [Literal]?? {
    while true {
      var smallest: [Literal]?
      var isNarrowed = false
      for clause in clauses {
        guard let undecided = Self.undecided(clause, domains) else { continue }
        if undecided.isEmpty { return nil }
        if undecided.count == 1 {
          Self.leave(undecided[0], &domains)
          isNarrowed = true
        } else if undecided.count < smallest?.count ?? .max {
          smallest = undecided
        }
      }
      if !isNarrowed { return .some(smallest) }
    }
  }

  /// The literals of a clause that may still come out either way; `nil` when it is satisfied already.
  private static func undecided(_ clause: [Literal], _ domains: [[Bool]]) -> [Literal]? {
    var undecided: [Literal] = []
    for literal in clause {
      let domain = domains[literal.dimension]
      var (isInside, isOutside) = (false, false)
      for value in domain.indices where domain[value] {
        if literal.members[value] { isInside = true } else { isOutside = true }
      }
      if !isInside { return nil }
      if isOutside { undecided.append(literal) }
    }
    return undecided
  }

  private static func leave(_ literal: Literal, _ domains: inout [[Bool]]) {
    for value in literal.members.indices where literal.members[value] {
      domains[literal.dimension][value] = false
    }
  }
}
