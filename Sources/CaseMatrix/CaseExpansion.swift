import RunModel
import Statistics

/// The cases of one or more matrices, made one at a time. The same specification and seed give the same cases in
/// the same order, with the same ids.
public struct CaseExpansion: Sendable {
  private struct Part: Sendable {
    var specification: MatrixSpecification
    var points: MatrixPoints
    var count: Int { points.combinations + specification.include.count }
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
    private var number = 0
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
        current = nil
        guard number < here.count else {
          part += 1
          number = 0
          continue
        }
        let point = number
        number += 1
        guard let values = CaseExpansion.values(here.points, here.specification, point) else { continue }
        current = try CaseBuilder.build(here.specification, values)
        repetition = 0
      }
      return nil
    }
  }

  /// The values at a point; the included ones follow the combinations and fill up with first values.
  private static func values(
    _ points: MatrixPoints, _ specification: MatrixSpecification, _ number: Int
  ) -> [String: JSONValue]? {
    if number < points.combinations { return points[number] }
    var values: [String: JSONValue] = [:]
    for dimension in specification.dimensions { values[dimension.name] = dimension.values[0] }
    return values.merging(specification.include[number - points.combinations]) { $1 }
  }
}

/// Makes a case of a point. Pure.
enum CaseBuilder {
  static func build(_ specification: MatrixSpecification, _ values: [String: JSONValue]) throws -> TestCase {
    var parameters = values.filter { !$0.key.hasPrefix("_") }
    for (name, template) in specification.inputs { parameters[name] = try Template.fill(template, values) }
    var testCase = TestCase(
      id: "", workflowID: specification.workflowID, scenario: specification.scenario,
      variant: specification.variant, parameters: parameters,
      query: try specification.query.map { try Template($0).text(values) },
      turns: try turns(specification, values),
      files: specification.files, tags: try specification.tags.mapValues { try Template($0).text(values) })
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
