import RunModel
import Statistics

/// The cases of one or more matrices, made one at a time. The same specification and seed give the same cases in
/// the same order, with the same ids.
public struct CaseExpansion: Sendable {
  private struct Part: Sendable {
    var specification: MatrixSpecification
    var points: MatrixPoints
  }

  /// More cases need the user's word.
  public static let defaultLimit = 100_000

  private let parts: [Part]

  /// An expansion. Throws when a matrix is empty, contradicts itself, or has more than `limit` cases.
  public init(_ specifications: [MatrixSpecification], seed: UInt64, limit: Int = CaseExpansion.defaultLimit)
    throws
  {
    parts = try specifications.map {
      Part(specification: $0, points: try MatrixPoints($0, seed: seed, limit: limit))
    }
  }

  /// Goes through the cases.
  public func forEach(_ body: (TestCase) throws -> Void) throws {
    var iterator = makeIterator()
    while let next = try iterator.next() { try body(next) }
  }

  /// All cases, in memory.
  public func cases() throws -> [TestCase] {
    var cases: [TestCase] = []
    try forEach { cases.append($0) }
    return cases
  }

  /// A way through the cases.
  public func makeIterator() -> Iterator { Iterator(expansion: self) }

  /// Makes the cases in order.
  public struct Iterator {
    private let expansion: CaseExpansion
    private var part = 0
    private var points: CasePoints?
    private var repetition = 0
    private var current: TestCase?

    init(expansion: CaseExpansion) { self.expansion = expansion }

    /// The next case; `nil` after the last. Throws when a template names an unknown parameter.
    public mutating func next() throws -> TestCase? {
      while part < expansion.parts.count {
        let here = expansion.parts[part]
        if var repeated = current, repetition < here.specification.repeats {
          repeated.repetition = repetition
          repetition += 1
          return repeated
        }
        if points == nil { points = CasePoints(here.points) }
        repetition = 0
        current = try points?.next().map { try CaseBuilder.build(here.specification, $0) }
        if current == nil {
          part += 1
          points = nil
        }
      }
      return nil
    }
  }
}

/// Makes a case of a point. Pure.
enum CaseBuilder {
  static func build(_ specification: MatrixSpecification, _ point: CasePoint) throws -> TestCase {
    let values = point.values
    var parameters = values.filter { !$0.key.hasPrefix("_") }
    for (name, template) in specification.inputs { parameters[name] = try Template.fill(template, values) }
    var testCase = TestCase(
      id: "", workflowID: specification.workflowID, scenario: specification.scenario,
      dataset: specification.dataset, variant: specification.variant, parameters: parameters,
      query: try specification.query.map { try Template($0).text(values) },
      turns: try turns(specification, values),
      files: specification.files, tags: try specification.tags.mapValues { try Template($0).text(values) },
      weight: point.weight * specification.weight)
    testCase.id = CaseIdentity.id(of: testCase)
    return testCase
  }

  /// Expectations on texts may be templates too.
  private static func fill(_ expectation: Expectation, _ values: [String: JSONValue]) throws -> Expectation {
    switch expectation {
    case .contains(let text): .contains(try Template(text).text(values))
    case .excludes(let text): .excludes(try Template(text).text(values))
    case .equals(let value, let path): .equals(try Template.fill(value, values), path: path)
    default: expectation
    }
  }

  private static func turns(_ specification: MatrixSpecification, _ values: [String: JSONValue]) throws
    -> [Turn]
  {
    try specification.turns.map { turn in
      var filled = turn
      filled.query = try Template(turn.query).text(values)
      filled.expectations = try turn.expectations.map { try fill($0, values) }
      return filled
    }
  }
}
