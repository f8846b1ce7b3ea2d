import RunModel

/// What `GET /info` and `GET /parameters` say of an app.
package struct AppDescription: Sendable, Equatable {
  /// An input variable.
  package struct Input: Sendable, Equatable {
    package var variable: String
    /// What people see of it.
    package var label: String
    package var control: String
    package var isRequired: Bool
    package var maxLength: Int?
    package var options: [String]
    /// What it is when nothing is said; null when there is none.
    package var standard: JSONValue
    /// Kinds of files that it takes.
    package var fileTypes: [String]
  }

  package var name: String
  package var app: TargetSpecification.AppKind?
  package var mode: String
  package var inputs: [Input]
  /// Questions that the app offers at the start of a conversation.
  package var suggestedQuestions: [String]
  /// What makes a load test measure something else than it seems to.
  package var warnings: [String]

  /// Whether it turns text to speech.
  package var speaks = false
  /// Whether it suggests questions after answers.
  package var suggests = false

  /// Of a knowledge base, by `GET /datasets/{id}`.
  init(dataset: JSONValue, _ call: TargetCall) {
    name = dataset["name"]?.stringValue ?? ""
    (mode, app, inputs, suggestedQuestions) = ("knowledge", nil, [], [])
    warnings = KnowledgeTraps.of(dataset, call)
  }

  /// Reads the two documents.
  package init(info: JSONValue, parameters: JSONValue) {
    name = info["name"]?.stringValue ?? ""
    mode = info["mode"]?.stringValue ?? ""
    app = TargetSpecification.AppKind(rawValue: mode)
    inputs = Self.inputs(parameters["user_input_form"] ?? .null)
    suggestedQuestions = Self.texts(parameters["suggested_questions"])
    warnings = AppTraps.of(parameters)
    speaks = parameters["text_to_speech"]?["enabled"] == .bool(true)
    suggests = parameters["suggested_questions_after_answer"]?["enabled"] == .bool(true)
  }

  private static func inputs(_ form: JSONValue) -> [Input] {
    form.list.compactMap { entry in
      guard case .object(let members) = entry, let (control, facts) = members.first,
        let variable = facts["variable"]?.stringValue
      else { return nil }
      return Input(
        variable: variable, label: facts["label"]?.stringValue ?? variable, control: control,
        isRequired: facts["required"] == .bool(true),
        maxLength: facts["max_length"]?.doubleValue.flatMap { Int(exactly: $0.rounded()) },
        options: texts(facts["options"]), standard: facts["default"] ?? .null,
        fileTypes: texts(facts["allowed_file_types"]))
    }
  }

  /// The texts of a list.
  private static func texts(_ list: JSONValue?) -> [String] {
    (list?.list ?? []).compactMap(\.stringValue).filter { !$0.isEmpty }
  }
}
