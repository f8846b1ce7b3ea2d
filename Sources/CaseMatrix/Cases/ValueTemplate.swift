import RunModel

/// A value with places for parameters in its texts, read once.
indirect enum ValueTemplate: Sendable {
  case constant(JSONValue)
  case text(Template)
  case array([ValueTemplate])
  case object([String: ValueTemplate])

  /// Reads a value.
  init(_ value: JSONValue) {
    switch value {
    case .string(let text) where text.contains("${input."): self = .text(Template(text))
    case .array(let elements): self = .array(elements.map(ValueTemplate.init))
    case .object(let members): self = .object(members.mapValues(ValueTemplate.init))
    case .null, .bool, .integer, .number, .string: self = .constant(value)
    }
  }

  /// The parameters that it names.
  var names: [String] {
    switch self {
    case .constant: []
    case .text(let template): template.names
    case .array(let elements): elements.flatMap(\.names)
    case .object(let members): members.values.flatMap(\.names)
    }
  }

  /// The value with every text in it filled.
  func fill(_ values: [String: JSONValue], _ room: inout CaseRoom) throws -> JSONValue {
    switch self {
    case .constant(let value): value
    case .text(let template): try template.fill(values, &room)
    case .array(let elements): .array(try elements.map { try $0.fill(values, &room) })
    case .object(let members): .object(try members.mapValues { try $0.fill(values, &room) })
    }
  }
}
