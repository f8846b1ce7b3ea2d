/// What is wrong with a JSON Schema itself: with a rule that is not understood an expectation could never fail.
package struct SchemaProblem: Error, Sendable, Equatable {
  /// The way to it from the schema's root.
  package var steps: [JSONPath.Step]
  /// What it is.
  package var message: String
  /// A word that was probably meant.
  package var suggestion: String?
}

extension SchemaProblem {
  /// The first problem of a schema; `nil` when all of it is checked. Places for parameters may stand for any value.
  package static func first(in schema: JSONValue) -> SchemaProblem? { first(in: schema, []) }

  private static func first(in schema: JSONValue, _ steps: [JSONPath.Step]) -> SchemaProblem? {
    if case .bool = schema { return nil }
    guard case .object(let rules) = schema else { return SchemaProblem(steps: steps, message: "no schema") }
    for (name, value) in rules.sorted(by: { $0.key < $1.key }) {
      guard let kind = SchemaKeyword.all[name] else {
        return SchemaProblem(
          steps: steps + [.name(name)],
          message: "'\(name)' is no keyword of JSON Schema that is checked here",
          suggestion: NearestWord.find(name, in: SchemaKeyword.all.keys))
      }
      if let problem = first(of: kind, value, steps + [.name(name)]) { return problem }
    }
    return nil
  }

  private static func first(of kind: SchemaKeyword.Value, _ value: JSONValue, _ steps: [JSONPath.Step])
    -> SchemaProblem?
  {
    switch (kind, value) {
    case (.schema, _): first(in: value, steps)
    case (.schemas, .array(let schemas)) where !schemas.isEmpty:
      schemas.enumerated().lazy.compactMap { first(in: $1, steps + [.index($0)]) }.first
    case (.schemasByName, .object(let schemas)):
      schemas.sorted { $0.key < $1.key }.lazy.compactMap { first(in: $1, steps + [.name($0)]) }.first
    case (.types, _): type(value, steps)
    case (.pattern, .string(let text)): pattern(text, steps)
    default: fits(kind, value) ? nil : SchemaProblem(steps: steps, message: "\(kind.expected) is expected")
    }
  }

  private static func type(_ value: JSONValue, _ steps: [JSONPath.Step]) -> SchemaProblem? {
    let names: [JSONValue] = if case .array(let names) = value { names } else { [value] }
    let wrong = names.first { !SchemaKeyword.types.contains($0.stringValue ?? "") && !$0.hasPlace }
    guard let wrong = wrong ?? (names.isEmpty ? .null : nil) else { return nil }
    return SchemaProblem(
      steps: steps, message: "type: \(SchemaKeyword.types.sorted().joined(separator: ", ")) are types",
      suggestion: wrong.stringValue.flatMap { NearestWord.find($0, in: SchemaKeyword.types) })
  }

  private static func pattern(_ text: String, _ steps: [JSONPath.Step]) -> SchemaProblem? {
    let isFine = JSONValue.string(text).hasPlace || (try? Regex(text)) != nil
    return isFine ? nil : SchemaProblem(steps: steps, message: "'\(text)' is no regular expression")
  }

  private static func fits(_ kind: SchemaKeyword.Value, _ value: JSONValue) -> Bool {
    switch (kind, value) {
    case (.anything, _), (.note, _), (.flag, .bool): true
    case (.values, .array(let values)): !values.isEmpty
    case (.names, .array(let names)): names.allSatisfy { $0.stringValue != nil }
    case (.number, .integer), (.number, .number): true
    case (.count, .integer(let count)): count >= 0
    case (_, .string): value.hasPlace
    default: false
    }
  }
}

extension SchemaKeyword.Value {
  fileprivate var expected: String {
    switch self {
    case .schema: "a schema"
    case .schemas: "a list of schemas"
    case .schemasByName: "names with a schema each"
    case .types, .anything, .note: "a value"
    case .names: "a list of names"
    case .values: "a list of values"
    case .pattern: "a regular expression"
    case .flag: "true or false"
    case .number: "a number"
    case .count: "a whole number from 0"
    }
  }
}

extension JSONValue {
  /// Whether a parameter of the case will stand here.
  fileprivate var hasPlace: Bool { stringValue?.contains("${input.") ?? false }
}
