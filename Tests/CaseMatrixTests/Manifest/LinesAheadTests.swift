import RunModel
import Synchronization
import Testing

@testable import CaseMatrix

/// Lines that are made ahead are those of the walk itself, with what ends it.
@Suite struct LinesAheadTests {
  private struct Broken: Error {}

  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  /// Cases with long questions, of which a few hundred are a piece; one of them is broken.
  private final class Source: CaseWalkSource {
    let cases: CasesInMemory
    let broken: Int?
    let counter: Counter

    init(_ count: Int, broken: Int? = nil, counter: Counter = Counter()) throws {
      let matrix = MatrixSpecification(
        dimensions: [.init(name: "n", values: (0...count).map { .integer(Int64($0)) })],
        query: String(repeating: "why? ", count: 100))
      var walk = try CaseExpansion([matrix], seed: 1).walk()
      var cases: [TestCase] = []
      while cases.count < count, try walk.next() { cases.append(try walk.testCase()) }
      (self.cases, self.broken, self.counter) = (CasesInMemory(cases), broken, counter)
    }

    func walk() -> any CaseWalk { Walk(source: self, base: cases.walk()) }

    private struct Walk: CaseWalk {
      let source: Source
      var base: any CaseWalk

      mutating func next() throws -> Bool { try base.next() }
      mutating func testCase() throws -> TestCase { try base.testCase() }
      mutating func id() throws -> String { try base.id() }
      mutating func facts() throws -> CaseFacts { try base.facts() }

      mutating func line() throws -> [UInt8] {
        let number = source.counter.count.withLock { made in
          made += 1
          return made
        }
        if number == source.broken { throw Broken() }
        return try base.line()
      }
    }
  }

  @Test(arguments: [0, 1, 2, 300]) func theyAreThoseOfTheWalk(count: Int) throws {
    let source = try Source(count)
    var (ahead, walk) = (try #require(LinesAhead(source)), source.cases.walk())
    while try walk.next() {
      #expect(try ahead.next())
      #expect(try ahead.line() == walk.line())
      let testCase = try ahead.testCase()
      #expect(try testCase == walk.testCase() && testCase.id == walk.id())
      #expect(try ahead.facts().scenario == walk.facts().scenario)
    }
    #expect(try !ahead.next())
    #expect(try !ahead.next(), "again and again")
  }

  @Test(arguments: [1, 2, 700]) func whatEndsTheWalkComesAfterTheLinesBeforeIt(broken: Int) throws {
    var ahead = try #require(LinesAhead(Source(1000, broken: broken)))
    for _ in 1..<broken { #expect(try ahead.next()) }
    #expect(throws: Broken.self) { try ahead.next() }
  }

  @Test func noMoreIsMadeThanAFewPieces() async throws {
    let made = Counter()
    weak var abandoned: Source?
    do {
      let source = try Source(3000, counter: made)
      abandoned = source
      var ahead = try #require(LinesAhead(source))
      #expect(try ahead.next())
    }
    // Its maker lets go of the source when it ends.
    while abandoned != nil { await Task.yield() }
    #expect(made.count.withLock(\.self) < 1000)
  }
}
