import RunModel

/// An expectation whose texts may have places for parameters.
enum ExpectationTemplate: Sendable {
  case constant(Expectation)
  case contains(Template)
  case excludes(Template)
  case matches(Template)
  case exists(Template)
  case equals(ValueTemplate, path: String?)
  case schema(ValueTemplate, path: String?)
  case hit(Template, among: Int?)
  case similar([Template], measure: TextMeasure, atLeast: Double)

  /// Reads an expectation.
  init(_ expectation: Expectation) {
    switch expectation {
    case .contains(let text): self = .contains(Template(text))
    case .excludes(let text): self = .excludes(Template(text))
    case .matches(let pattern): self = .matches(Template(pattern))
    case .exists(let path): self = .exists(Template(path))
    case .equals(let value, let path): self = .equals(ValueTemplate(value), path: path)
    case .schema(let schema, let path): self = .schema(ValueTemplate(schema), path: path)
    case .hit(let text, let among): self = .hit(Template(text), among: among)
    case .similar(let references, let measure, let least):
      self = .similar(references.map(Template.init), measure: measure, atLeast: least)
    default: self = .constant(expectation)
    }
  }

  /// The parameters that it names.
  var names: [String] {
    switch self {
    case .constant: []
    case .contains(let text), .excludes(let text), .matches(let text), .exists(let text), .hit(let text, _):
      text.names
    case .similar(let references, _, _): references.flatMap(\.names)
    case .equals(let value, _), .schema(let value, _): value.names
    }
  }

  /// The expectation of one case. Throws ``Template/UnknownParameter``.
  func fill(_ values: [String: JSONValue], _ room: inout CaseRoom) throws -> Expectation {
    switch self {
    case .constant(let expectation): expectation
    case .contains(let text): .contains(try text.text(values, &room))
    case .excludes(let text): .excludes(try text.text(values, &room))
    case .matches(let text): .matches(try text.text(values, &room))
    case .exists(let text): .exists(path: try text.text(values, &room))
    case .equals(let value, let path): .equals(try value.fill(values, &room), path: path)
    case .schema(let schema, let path): .schema(try schema.fill(values, &room), path: path)
    case .hit(let text, let among): .hit(try text.text(values, &room), among: among)
    case .similar(let references, let measure, let least):
      .similar(try references.map { try $0.text(values, &room) }, measure: measure, atLeast: least)
    }
  }
}
