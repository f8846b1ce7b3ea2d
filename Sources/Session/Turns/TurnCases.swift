import LoadEngine
import RunModel
import Synchronization

/// The cases of a turn: those of the run from a place on, from its begin again after its last, until the turn is over.
final class TurnCases: CaseSource {
  private let source: any CaseSource
  private let start: Int
  private let rule: Rule
  private let handedOut = Mutex(0)

  /// What ends a turn.
  enum Rule: Sendable {
    /// The load's own time: cases come again and again.
    case load
    /// So many cases are handed out.
    case count(Int)
    /// The clock says so, or so many cases are handed out.
    case clock(@Sendable () -> Bool, most: Int)
  }

  init(_ source: any CaseSource, from start: Int, until rule: Rule) {
    (self.source, self.start, self.rule) = (source, start, rule)
  }

  /// Known of a load over time only, which goes through all of them again and again.
  var caseCount: Int? {
    if case .load = rule { source.caseCount } else { nil }
  }

  /// How many were handed out.
  var count: Int { handedOut.withLock { $0 } }

  func makeCaseIterator() -> any CaseIterator {
    Turned(source: source, skip: start, isWhole: caseCount != nil) { [self] in mayHandOut }
  }

  private var mayHandOut: Bool {
    let isOver =
      switch rule {
      case .load: false
      case .count(let most): count >= most
      case .clock(let isOver, let most): count >= most || isOver()
      }
    if isOver { return false }
    handedOut.withLock { $0 += 1 }
    return true
  }

  private struct Turned: CaseIterator {
    let source: any CaseSource
    var skip: Int
    /// Whether the iterator ends after as many cases as there are.
    let isWhole: Bool
    let mayHandOut: () -> Bool
    private var iterator: any CaseIterator
    private var round = 0
    private var left: Int

    init(source: any CaseSource, skip: Int, isWhole: Bool, mayHandOut: @escaping () -> Bool) {
      let count = source.caseCount ?? 0
      (self.source, self.isWhole, self.mayHandOut) = (source, isWhole, mayHandOut)
      (self.skip, round) = count > 0 ? (skip % count, isWhole ? 0 : skip / count) : (skip, 0)
      left = count
      iterator = source.makeCaseIterator()
    }

    mutating func nextCase() throws -> TestCase? {
      guard !isWhole || left > 0, mayHandOut() else { return nil }
      left -= 1
      while skip > 0, try iterator.nextCase() != nil { skip -= 1 }
      if let next = try iterator.nextCase() { return repeated(next) }
      iterator = source.makeCaseIterator()
      if !isWhole { round += 1 }
      return try iterator.nextCase().map(repeated)
    }

    private func repeated(_ testCase: TestCase) -> TestCase {
      var testCase = testCase
      testCase.repetition += round
      return testCase
    }
  }
}
