import RunModel
import Statistics

/// The cases of one or more matrices, made one at a time. The same specification and seed give the same cases in
/// the same order, with the same ids.
package struct CaseExpansion: Sendable {
  struct Part: Sendable {
    var specification: MatrixSpecification
    var points: MatrixPoints
    var recipe: CaseRecipe

    init(_ specification: MatrixSpecification, seed: UInt64, limit: Int) throws {
      self.specification = specification
      points = try MatrixPoints(specification, seed: seed, limit: limit)
      recipe = try CaseRecipe(specification, parameters: points.parameters)
    }
  }

  /// More cases need the user's word.
  package static let defaultLimit = 100_000

  let parts: [Part]

  /// An expansion. Reads data files. Throws when a matrix is empty, contradicts itself, or has more than `limit`
  /// cases, and when a template names nothing.
  package init(_ specifications: [MatrixSpecification], seed: UInt64, limit: Int = CaseExpansion.defaultLimit)
    throws
  {
    parts = try specifications.map { try Part($0, seed: seed, limit: limit) }
  }

  /// What the matrices' covering arrays cover, each fact once.
  package var coverage: [CoverageNote] {
    parts.compactMap { $0.points.covering?.note }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Goes through the cases.
  package func forEach(_ body: (TestCase) throws -> Void) throws {
    var iterator = makeIterator()
    while let next = try iterator.next() { try body(next) }
  }

  /// All cases, in memory.
  package func cases() throws -> [TestCase] {
    var cases: [TestCase] = []
    try forEach { cases.append($0) }
    return cases
  }

  /// A way through the cases.
  package func makeIterator() -> Iterator { Iterator(expansion: self) }

  /// Makes the cases in order.
  package struct Iterator {
    private var walk: ExpansionWalk

    init(expansion: CaseExpansion) { walk = ExpansionWalk(expansion) }

    /// The next case; `nil` after the last. Throws when a template names what the case has not.
    package mutating func next() throws -> TestCase? { try walk.next() ? walk.testCase() : nil }
  }
}
