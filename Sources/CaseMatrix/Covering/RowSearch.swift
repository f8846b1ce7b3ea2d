import Statistics

/// Changes the cells of an array, one at a time, until every tuple is covered: tabu search. A step takes a tuple
/// that is not covered, and makes the one change that gives it a row and costs the fewest others.
///
/// With a `symmetry` of g the rows stand for g rows each: values below g are shifted together, those from g on stay.
/// Tuples that are shifts of each other are then covered together, and are counted as the first of them.
struct RowSearch {
  let space: TupleSpace
  let solver: ConstraintSolver
  let symmetry: TupleSymmetry?
  /// The rows' values, row by row.
  private(set) var cells: [Int]
  private(set) var coverage: TupleCoverage
  private var generator: SeededGenerator
  /// The step before which a cell is not to change again.
  private var tabu: [Int]
  private var steps = 0
  private var fewest: Int
  /// The work that may still be done, in looks at a tuple's count.
  var budget: Int

  private let width: Int
  private let first: [Int32]

  /// A search over these rows; `coverage` is what holds without them.
  init(
    space: TupleSpace, solver: ConstraintSolver, symmetry: TupleSymmetry? = nil, rows: [[Int]],
    coverage: TupleCoverage, generator: SeededGenerator, budget: Int
  ) {
    self.space = space
    self.solver = solver
    self.symmetry = symmetry
    self.coverage = coverage
    self.generator = generator
    self.budget = budget
    width = space.levels.count
    first = symmetry?.first ?? (0..<Int32(space.count)).map { $0 }
    cells = rows.flatMap { $0 }
    tabu = Array(repeating: 0, count: cells.count)
    fewest = 0
    for start in stride(from: 0, to: cells.count, by: width) {
      for group in 0..<space.groupCount {
        self.coverage.add(number(space.tuple(in: group, of: cells, from: start)))
      }
    }
    fewest = self.coverage.uncovered.count
  }

  var rows: [[Int]] { stride(from: 0, to: cells.count, by: width).map { Array(cells[$0..<$0 + width]) } }
  var isComplete: Bool { coverage.uncovered.isEmpty }

  /// Searches until all is covered or the budget is spent. Returns whether all is covered.
  mutating func run() -> Bool {
    while !isComplete, budget > 0 { step() }
    return isComplete
  }

  /// One change.
  private mutating func step() {
    steps += 1
    let tuple = Int(coverage.uncovered[generator.below(coverage.uncovered.count)])
    let target = space.assignments(of: tuple)
    var best = Move(cell: -1, value: 0, cost: .max)
    var ties = 0
    for start in stride(from: 0, to: cells.count, by: width) {
      for place in target.indices {
        guard let value = value(at: place, of: target, from: start) else { continue }
        consider(start, target[place].dimension, value, &best, &ties)
      }
    }
    budget -= cells.count / width
    if best.cell >= 0 { return apply(best) }
    place(target, from: generator.below(cells.count / width) * width)
  }

  private struct Move {
    var cell: Int
    var value: Int
    var cost: Int
  }

  /// The value that the cell at a place of the target must have for the row to cover it, when the others fit.
  private mutating func value(at place: Int, of target: [(dimension: Int, value: Int)], from start: Int)
    -> Int?
  {
    guard let symmetry else {
      for other in target.indices where other != place {
        if cells[start + target[other].dimension] != target[other].value { return nil }
      }
      return target[place].value
    }
    var shift: Int?
    for other in target.indices where other != place {
      let (found, wanted) = (cells[start + target[other].dimension], target[other].value)
      guard let needed = symmetry.shift(from: wanted, to: found) else { return nil }
      if needed.isAny { continue }
      if let shift, shift != needed.amount { return nil }
      shift = needed.amount
    }
    return symmetry.shifted(target[place].value, by: shift ?? generator.below(symmetry.order))
  }

  private mutating func consider(
    _ start: Int, _ dimension: Int, _ value: Int, _ best: inout Move, _ ties: inout Int
  ) {
    let cell = start + dimension
    guard cells[cell] != value, solver.allows(cells, from: start, changing: dimension, to: value) else {
      return
    }
    let cost = cost(start, dimension, value)
    if tabu[cell] > steps, coverage.uncovered.count + cost >= fewest { return }
    if cost < best.cost {
      best = Move(cell: cell, value: value, cost: cost)
      ties = 1
    } else if cost == best.cost {
      ties += 1
      if generator.below(ties) == 0 { best = Move(cell: cell, value: value, cost: cost) }
    }
  }

  /// How many more tuples would be uncovered with another value in a cell. Here the search spends its time, so it
  /// works on bare pointers: they are fast in debug builds too.
  private mutating func cost(_ start: Int, _ dimension: Int, _ value: Int) -> Int {
    let (width, old) = (space.linkWidth, cells[start + dimension])
    let end = space.links[dimension].count
    budget -= end / width
    return unsafe space.links[dimension].withUnsafeBufferPointer { links in
      unsafe cells.withUnsafeBufferPointer { cells in
        unsafe coverage.counts.withUnsafeBufferPointer { counts in
          unsafe first.withUnsafeBufferPointer { first in
            let (links, row) = (links.baseAddress!, unsafe cells.baseAddress! + start)
            let (counts, first) = (counts.baseAddress!, first.baseAddress!)
            var cost = 0
            var link = 0
            while link < end {
              var number = unsafe links[link]
              var other = link + 2
              while other < link + width {
                unsafe number += row[links[other]] * links[other + 1]
                other += 2
              }
              let leaving = unsafe Int(first[number + old * links[link + 1]])
              let entering = unsafe Int(first[number + value * links[link + 1]])
              if leaving != entering {
                if unsafe counts[leaving] == 1 { cost += 1 }
                if unsafe counts[entering] == 0 { cost -= 1 }
              }
              link += width
            }
            return cost
          }
        }
      }
    }
  }

  private mutating func apply(_ move: Move) {
    change(move.cell / width * width, move.cell % width, to: move.value)
    tabu[move.cell] = steps + 1 + generator.below(3)
    fewest = min(fewest, coverage.uncovered.count)
  }

  private mutating func change(_ start: Int, _ dimension: Int, to value: Int) {
    let links = space.links[dimension]
    let old = cells[start + dimension]
    for link in stride(from: 0, to: links.count, by: space.linkWidth) {
      let number = partialNumber(links, link, start)
      coverage.remove(self.number(number + old * links[link + 1]))
      coverage.add(self.number(number + value * links[link + 1]))
    }
    cells[start + dimension] = value
  }

  /// When no single change helps: writes a whole tuple into a row, if the constraints allow.
  private mutating func place(_ target: [(dimension: Int, value: Int)], from start: Int) {
    var row = Array(cells[start..<start + width])
    for (dimension, value) in target { row[dimension] = value }
    guard solver.allows(row) else { return }
    for (dimension, value) in target { change(start, dimension, to: value) }
  }

  /// The number of a tuple of the row, without the dimension's own part.
  private func partialNumber(_ links: [Int], _ link: Int, _ start: Int) -> Int {
    var number = links[link]
    var other = link + 2
    let end = link + space.linkWidth
    while other < end {
      number += cells[start + links[other]] * links[other + 1]
      other += 2
    }
    return number
  }

  private func number(_ tuple: Int) -> Int {
    Int(first[tuple])
  }
}
