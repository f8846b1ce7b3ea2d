/// Checks a value against the commonly used part of JSON Schema: the keywords of ``SchemaKeyword``. A schema with
/// others is refused when it is read, by ``SchemaProblem``.
package enum SchemaChecker {
  /// The first thing that is wrong, in words; `nil` when the value fits. Nested at most 64 deep.
  package static func firstProblem(
    _ value: JSONValue, _ schema: JSONValue, at path: String = "$", depth: Int = 0
  ) -> String? {
    if depth >= 64 { return "\(path) is nested too deep to be checked" }
    guard case .object(let rules) = schema else {
      return schema == .bool(false) ? "\(path) is not allowed" : nil
    }
    return typeProblem(value, rules, path) ?? constantProblem(value, rules, path)
      ?? sizeProblem(value, rules, path) ?? objectProblem(value, rules, path, depth)
      ?? arrayProblem(value, rules, path, depth) ?? choiceProblem(value, rules, path, depth)
  }

  private typealias Rules = [String: JSONValue]

  private static func typeProblem(_ value: JSONValue, _ rules: Rules, _ path: String) -> String? {
    let names: [String] =
      switch rules["type"] {
      case .string(let name): [name]
      case .array(let names): names.compactMap(\.stringValue)
      default: []
      }
    if names.isEmpty || names.contains(where: { hasType(value, $0) }) { return nil }
    return "\(path) is no \(names.joined(separator: " or "))"
  }

  private static func hasType(_ value: JSONValue, _ name: String) -> Bool {
    switch (name, value) {
    case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer),
      ("number", .number),
      ("string", .string), ("array", .array), ("object", .object):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private static func constantProblem(_ value: JSONValue, _ rules: Rules, _ path: String) -> String? {
    if case .array(let allowed) = rules["enum"], !allowed.contains(value) {
      return "\(path) is none of the allowed values"
    }
    if let wanted = rules["const"], wanted != value { return "\(path) is not the wanted value" }
    return nil
  }

  private static func sizeProblem(_ value: JSONValue, _ rules: Rules, _ path: String) -> String? {
    func limit(_ name: String) -> Double? { rules[name]?.doubleValue }
    if let number = value.doubleValue {
      if let low = limit("minimum"), number < low { return "\(path) is less than \(low)" }
      if let high = limit("maximum"), number > high { return "\(path) is more than \(high)" }
      if let low = limit("exclusiveMinimum"), number <= low { return "\(path) is not more than \(low)" }
      if let high = limit("exclusiveMaximum"), number >= high { return "\(path) is not less than \(high)" }
      if let step = limit("multipleOf"), step > 0, !isWhole(number / step) {
        return "\(path) is no multiple of \(step)"
      }
    }
    if case .string(let text) = value {
      if let low = limit("minLength"), Double(text.count) < low {
        return "\(path) is shorter than \(Int(min(low, 1e15)))"
      }
      if let high = limit("maxLength"), Double(text.count) > high {
        return "\(path) is longer than \(Int(max(high, 0)))"
      }
      if let pattern = rules["pattern"]?.stringValue {
        guard let regex = try? Regex(pattern) else { return "/\(pattern)/ is no regular expression" }
        if text.firstMatch(of: regex) == nil { return "\(path) does not match /\(pattern)/" }
      }
    }
    return nil
  }

  /// Decimals that are no binary fractions (0.3 / 0.1) count as whole.
  private static func isWhole(_ ratio: Double) -> Bool {
    abs(ratio - ratio.rounded()) <= 1e-9 * max(1, abs(ratio))
  }

  private static func objectProblem(_ value: JSONValue, _ rules: Rules, _ path: String, _ depth: Int)
    -> String?
  {
    guard case .object(let members) = value else { return nil }
    if let low = rules["minProperties"]?.doubleValue, Double(members.count) < low {
      return "\(path) has too few members"
    }
    if let high = rules["maxProperties"]?.doubleValue, Double(members.count) > high {
      return "\(path) has too many members"
    }
    if case .array(let required) = rules["required"] {
      for name in required.compactMap(\.stringValue) where members[name] == nil {
        return "\(path).\(name) is missing"
      }
    }
    var known: Set<String> = []
    if case .object(let properties) = rules["properties"] {
      known = Set(properties.keys)
      for (name, schema) in properties.sorted(by: { $0.key < $1.key }) {
        guard let member = members[name] else { continue }
        if let problem = firstProblem(member, schema, at: "\(path).\(name)", depth: depth + 1) {
          return problem
        }
      }
    }
    guard let others = rules["additionalProperties"] else { return nil }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      if let problem = firstProblem(member, others, at: "\(path).\(name)", depth: depth + 1) {
        return problem
      }
    }
    return nil
  }

  private static func arrayProblem(_ value: JSONValue, _ rules: Rules, _ path: String, _ depth: Int)
    -> String?
  {
    guard case .array(let elements) = value else { return nil }
    if let low = rules["minItems"]?.doubleValue, Double(elements.count) < low {
      return "\(path) has too few elements"
    }
    if let high = rules["maxItems"]?.doubleValue, Double(elements.count) > high {
      return "\(path) has too many elements"
    }
    if rules["uniqueItems"] == .bool(true), Set(elements).count < elements.count {
      return "\(path) has equal elements"
    }
    guard let schema = rules["items"] else { return nil }
    for (index, element) in elements.enumerated() {
      if let problem = firstProblem(element, schema, at: "\(path)[\(index)]", depth: depth + 1) {
        return problem
      }
    }
    return nil
  }

  private static func choiceProblem(_ value: JSONValue, _ rules: Rules, _ path: String, _ depth: Int)
    -> String?
  {
    if case .array(let all) = rules["allOf"] {
      for schema in all {
        if let problem = firstProblem(value, schema, at: path, depth: depth + 1) { return problem }
      }
    }
    if case .array(let any) = rules["anyOf"], !any.isEmpty {
      let fits = any.contains { firstProblem(value, $0, at: path, depth: depth + 1) == nil }
      if !fits { return "\(path) fits none of the alternatives" }
    }
    if case .array(let one) = rules["oneOf"], !one.isEmpty {
      let fitting = one.filter { firstProblem(value, $0, at: path, depth: depth + 1) == nil }.count
      if fitting != 1 { return "\(path) fits \(fitting) of the alternatives, not one" }
    }
    if let schema = rules["not"], firstProblem(value, schema, at: path, depth: depth + 1) == nil {
      return "\(path) fits what it must not"
    }
    return nil
  }
}
