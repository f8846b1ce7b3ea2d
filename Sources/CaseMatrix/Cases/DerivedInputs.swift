import RunModel

/// `inputs`: values that are made from parameters and from each other, in an order that makes each after those that
/// it names. A dimension's name means the dimension.
struct DerivedInputs: Sendable {
  /// Inputs that are made of each other.
  package struct Cycle: Error, Sendable, Hashable, CustomStringConvertible {
    package var names: [String]
    package var description: String {
      "inputs are made of each other: \(names.joined(separator: " -> "))"
    }
  }

  private let steps: [(name: String, template: ValueTemplate)]

  /// Orders the inputs. `parameters` are the names of dimensions, and of what `include` adds. Throws ``Cycle``.
  init(_ inputs: [String: JSONValue], parameters: Set<String>) throws {
    var order = Order(templates: inputs.mapValues(ValueTemplate.init), parameters: parameters)
    for name in inputs.keys.sorted() { try order.visit(name, from: []) }
    steps = order.steps
  }

  /// The parameters and inputs that they name.
  var names: [String] { steps.flatMap(\.template.names) }

  /// The inputs of a case. Throws ``Template/UnknownParameter``.
  /// ``CaseTooLarge``.
  func fill(_ values: [String: JSONValue], _ room: inout CaseRoom, places: [String: String]) throws
    -> [String: JSONValue]
  {
    var inputs: [String: JSONValue] = [:]
    var known = values
    for step in steps {
      let value = try CaseTooLarge.naming("inputs.\(step.name)", places) {
        try step.template.fill(known, &room)
      }
      inputs[step.name] = value
      if values[step.name] == nil { known[step.name] = value }
    }
    return inputs
  }

  private struct Order {
    let templates: [String: ValueTemplate]
    let parameters: Set<String>
    var steps: [(name: String, template: ValueTemplate)] = []
    var done: Set<String> = []

    mutating func visit(_ name: String, from path: [String]) throws {
      guard let template = templates[name], !done.contains(name) else { return }
      if let start = path.firstIndex(of: name) { throw Cycle(names: path[start...] + [name]) }
      for other in template.names where !parameters.contains(other) { try visit(other, from: path + [name]) }
      done.insert(name)
      steps.append((name, template))
    }
  }
}
