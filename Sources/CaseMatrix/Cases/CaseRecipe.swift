import RunModel

/// How the cases of a matrix are made of its points: its templates, read and checked once.
struct CaseRecipe: Sendable {
  private let specification: MatrixSpecification
  private let inputs: DerivedInputs
  private let query: Template?
  private let user: Template?
  private let turns: [(query: Template, expectations: [ExpectationTemplate])]
  private let tags: [(name: String, template: Template)]
  private let expectations: [ExpectationTemplate]

  /// Reads the templates. `parameters` are the names that some case has. Throws what is wrong with them.
  init(_ specification: MatrixSpecification, parameters: Set<String>) throws {
    self.specification = specification
    inputs = try DerivedInputs(specification.inputs, parameters: parameters)
    query = specification.query.map(Template.init)
    user = specification.user.map(Template.init)
    turns = specification.turns.map { ($0.query.template, $0.expectations.map(ExpectationTemplate.init)) }
    tags = specification.tags.map { ($0.key, Template($0.value)) }
    expectations = specification.expectations.map(ExpectationTemplate.init)
    try TurnNames.check(specification.turns)
    let known = parameters.union(specification.inputs.keys)
    for name in names where !known.contains(name) {
      throw Template.UnknownParameter(name: name, known: known.sorted())
    }
  }

  private var names: [String] {
    inputs.names + (query?.names ?? []) + (user?.names ?? []) + tags.flatMap(\.template.names)
      + turns.flatMap { $0.query.names + $0.expectations.flatMap(\.names) } + expectations.flatMap(\.names)
  }

  /// The case of a point. Throws ``Template/UnknownParameter`` when the point has not what a template names.
  func build(_ point: CasePoint) throws -> TestCase {
    var room = CaseRoom()
    let derived = try inputs.fill(point.values, &room, places: specification.places)
    return try CaseTooLarge.naming("query, turns, tags or expect", specification.places) {
      try build(point, derived, &room)
    }
  }

  private func build(_ point: CasePoint, _ derived: [String: JSONValue], _ room: inout CaseRoom) throws
    -> TestCase
  {
    let values = point.values.merging(derived) { value, _ in value }
    var testCase = TestCase(
      id: "", workflowID: specification.workflowID, scenario: specification.scenario,
      dataset: point.dataset ?? specification.dataset, variant: specification.variant,
      parameters: parameters(point, derived),
      query: try query?.text(values, &room), turns: try turns(values, &room),
      files: specification.files + point.files,
      user: try user?.text(values, &room) ?? point.user, tags: try tags(point, values, &room),
      expectations: try expectations.map { try $0.fill(values, &room) } + point.expectations,
      weight: point.weight * specification.weight)
    testCase.id = CaseIdentity.id(of: testCase)
    return testCase
  }

  /// What is sent: no names for templates only, and inputs over dimensions.
  private func parameters(_ point: CasePoint, _ derived: [String: JSONValue]) -> [String: JSONValue] {
    var parameters = point.values.filter { !$0.key.hasPrefix("_") }
    for name in point.unsent { parameters[name] = nil }
    for (name, value) in derived where !name.hasPrefix("_") { parameters[name] = value }
    return parameters
  }

  private func tags(_ point: CasePoint, _ values: [String: JSONValue], _ room: inout CaseRoom) throws
    -> [String: String]
  {
    var all = point.tags
    for (name, template) in tags { all[name] = try template.text(values, &room) }
    return all
  }

  private func turns(_ values: [String: JSONValue], _ room: inout CaseRoom) throws -> [Turn] {
    try zip(specification.turns, turns).map { turn, templates in
      var filled = turn
      filled.query = try templates.query.text(values, &room)
      filled.expectations = try templates.expectations.map { try $0.fill(values, &room) }
      return filled
    }
  }
}

extension String {
  fileprivate var template: Template { Template(self) }
}
