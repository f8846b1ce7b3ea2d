import Testing

@testable import CaseMatrix

/// How tuples are numbered, and how it is counted which of them rows have.
@Suite struct TupleSpaceTests {
  @Test(arguments: [(0, [0, 2, 0]), (3, [1, 2, 3])])
  func theNumberOfATupleSaysItsValues(start: Int, row: [Int]) throws {
    let space = try TupleSpace(levels: [2, 3, 4], strength: 2)
    var cells = [0, 0, 0, 0, 0, 0]
    cells.replaceSubrange(start..<start + 3, with: row)
    for (group, members) in [[0, 1], [0, 2], [1, 2]].enumerated() {
      let found = space.assignments(of: space.tuple(in: group, of: cells, from: start))
      #expect(found.map(\.dimension) == members)
      #expect(found.map(\.value) == members.map { row[$0] })
    }
  }

  /// Three pairs are in a row of three; a row that differs in one value has one pair in common with it.
  @Test func aRowGainsThePairsThatNoRowHadBefore() throws {
    let space = try TupleSpace(levels: [2, 2, 2], strength: 2)
    var coverage = TupleCoverage(count: space.count)
    #expect(coverage.gain([0, 0, 0], in: space) == 3)
    coverage.add([0, 0, 0], in: space)
    #expect(coverage.gain([0, 0, 0], in: space) == 0)
    #expect(coverage.gain([0, 0, 1], in: space) == 2)
  }
}
