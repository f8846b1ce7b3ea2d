/// The tuples that no allowed row has.
struct ImpossibleTuples: Sendable {
  private var tuples: Set<Int> = []

  /// Asks the solver about each tuple that a constraint may concern. Throws when the constraints are too hard.
  init(space: TupleSpace, solver: ConstraintSolver) throws(CoveringProblem) {
    guard !solver.isFree else { return }
    // What no constraint names is never in the way, so many tuples have the same answer.
    var answers: [[Int]: Bool] = [:]
    let open = [Int](repeating: -1, count: space.levels.count)
    for group in 0..<space.groupCount {
      let members = space.members[group * space.strength..<(group + 1) * space.strength]
      guard members.contains(where: solver.isConstrained) else { continue }
      let end = group + 1 < space.groupCount ? space.offsets[group + 1] : space.count
      for tuple in space.offsets[group]..<end {
        var row = open
        var key: [Int] = []
        for (dimension, value) in space.assignments(of: tuple) where solver.isCritical(dimension, value) {
          row[dimension] = value
          key += [dimension, value]
        }
        if key.isEmpty { continue }
        if answers[key] == nil { answers[key] = try solver.isCompletable(row) }
        if answers[key] == false { tuples.insert(tuple) }
      }
    }
  }

  func contains(_ tuple: Int) -> Bool { tuples.contains(tuple) }
}
