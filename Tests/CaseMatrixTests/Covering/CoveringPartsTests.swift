import Statistics
import Testing

@testable import CaseMatrix

/// The parts that make a covering array, each by itself on a small model.
@Suite struct CoveringPartsTests {
  @Test(arguments: [([[0, 0], [1, 1]], [1, 0]), ([[0, 1], [1, 0]], [1, 1])])
  func anOpenCellTakesTheValueWhosePairIsMissing(covered: [[Int]], expected: [Int]) throws {
    let space = try TupleSpace(levels: [2, 2], strength: 2)
    var coverage = TupleCoverage(count: space.count)
    for row in covered { coverage.add(row, in: space) }
    var greedy = GreedyRows(
      space: space, solver: ConstraintSolver(levels: space.levels, forbidden: []), tries: 1,
      generator: SeededGenerator(seed: 1))
    let row = try greedy.filled([1, -1], coverage)
    #expect(row == expected)
  }

  /// Four dimensions of three values; two rows more than the least, so that a search soon finds them.
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func aSearchCountsWhatItsRowsCover(seed: UInt64) throws {
    let space = try TupleSpace(levels: [3, 3, 3, 3], strength: 2)
    var random = SeededGenerator(seed: seed)
    let rows = (0..<11).map { _ in space.levels.map { random.below($0) } }
    var search = RowSearch(
      space: space, solver: ConstraintSolver(levels: space.levels, forbidden: []), rows: rows,
      coverage: TupleCoverage(count: space.count), generator: random, budget: 200_000)
    #expect(!search.isComplete)
    let isFound = search.run()
    #expect(isFound)
    var counted = TupleCoverage(count: space.count)
    for row in search.rows { counted.add(row, in: space) }
    #expect(search.coverage.counts == counted.counts)
    #expect(CoverageChecker(model: CoveringModel(levels: space.levels)).complaints(about: search.rows) == [])
  }

  @Test(arguments: [([3, 3, 2, 2], false), ([3, 2, 2], false), ([3, 3, 3, 2], true)])
  func shiftsNeedMoreDimensionsOfTheirOrderThanTheStrength(levels: [Int], areUseful: Bool) throws {
    let array = try SymmetricArray(
      order: 3, levels: levels, strength: 2, generator: SeededGenerator(seed: 1))
    #expect((array != nil) == areUseful)
  }

  @Test func aCompletionSaysOfEachValueWhetherItMayStandThere() throws {
    let free = ConstraintSolver(levels: [2, 3], forbidden: [])
    #expect(try free.completion(of: [0, -1]) == [[true, false], [true, true, true]])
    let bound = ConstraintSolver(levels: [2, 3], forbidden: [ForbiddenCombination([0: [0], 1: [1, 2]])])
    #expect(try bound.completion(of: [0, -1]) == [[true, false], [true, false, false]])
    #expect(try bound.completion(of: [0, 2]) == nil)
  }
}
