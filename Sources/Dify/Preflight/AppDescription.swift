import RunModel

/// What `GET /info` and `GET /parameters` say of an app.
package struct AppDescription: Sendable, Equatable {
  /// An input variable.
  package struct Input: Sendable, Equatable {
    package var variable: String
    package var control: String
    package var isRequired: Bool
    package var maxLength: Int?
    package var options: [String]
  }

  package var name: String
  package var app: TargetSpecification.AppKind?
  package var mode: String
  package var inputs: [Input]
  /// What makes a load test measure something else than it seems to.
  package var warnings: [String]

  /// Reads the two documents.
  package init(info: JSONValue, parameters: JSONValue) {
    name = info["name"]?.stringValue ?? ""
    mode = info["mode"]?.stringValue ?? ""
    app = TargetSpecification.AppKind(rawValue: mode)
    inputs = Self.inputs(parameters["user_input_form"] ?? .null)
    warnings = Self.warnings(parameters)
  }

  private static func inputs(_ form: JSONValue) -> [Input] {
    guard case .array(let entries) = form else { return [] }
    return entries.compactMap { entry in
      guard case .object(let members) = entry, let (control, facts) = members.first,
        let variable = facts["variable"]?.stringValue
      else { return nil }
      var options: [String] = []
      if case .array(let values) = facts["options"] ?? .null { options = values.compactMap(\.stringValue) }
      return Input(
        variable: variable, control: control, isRequired: facts["required"] == .bool(true),
        maxLength: facts["max_length"]?.doubleValue.map { Int($0) }, options: options)
    }
  }

  private static func warnings(_ parameters: JSONValue) -> [String] {
    var warnings: [String] = []
    if parameters["text_to_speech"]?["autoPlay"] == "enabled" {
      warnings.append("the app plays its answers as speech: audio events and their work are measured too")
    }
    if parameters["sensitive_word_avoidance"]?["enabled"] == .bool(true) {
      warnings.append("the app moderates its inputs: each request makes another call")
    }
    if parameters["suggested_questions_after_answer"]?["enabled"] == .bool(true) {
      warnings.append("the app suggests questions after answers, which clients fetch with another model call")
    }
    return warnings
  }
}
