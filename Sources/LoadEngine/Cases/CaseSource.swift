import RunModel

/// Where a run takes its cases from, one at a time, so that millions need not be in memory.
public protocol CaseSource: Sendable {
  /// Number of cases, when it is known.
  var caseCount: Int? { get }

  /// Begins anew; the cases come in the same order each time.
  func makeCaseIterator() -> any CaseIterator
}

/// The cases of a source, in order. Used on the run's loop only.
public protocol CaseIterator {
  /// The next case; `nil` after the last. What it throws ends the run as broken.
  mutating func nextCase() throws -> TestCase?
}

extension RunManifest: CaseSource {
  /// Number of cases.
  public var caseCount: Int? { cases.count }

  /// The manifest's cases in order.
  public func makeCaseIterator() -> any CaseIterator { ArrayCaseIterator(cases) }
}

/// Cases that are in memory.
package struct ArrayCaseIterator: CaseIterator {
  private var rest: IndexingIterator<[TestCase]>

  /// These cases.
  package init(_ cases: [TestCase]) { rest = cases.makeIterator() }

  /// The next one.
  package mutating func nextCase() -> TestCase? { rest.next() }
}
