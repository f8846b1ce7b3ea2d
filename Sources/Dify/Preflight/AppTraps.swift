import RunModel

/// What makes a load test measure something else than it seems to. Pure.
package enum AppTraps {
  /// What an app's settings do, by `GET /parameters`.
  static func of(_ parameters: JSONValue) -> [String] {
    func isOn(_ name: String) -> Bool { parameters[name]?["enabled"] == .bool(true) }
    var traps: [String] = []
    if parameters["text_to_speech"]?["autoPlay"] == "enabled" {
      traps.append("the app plays its answers as speech: audio events and their work are measured too")
    }
    if isOn("sensitive_word_avoidance") {
      traps.append("the app moderates its inputs: each request makes another call")
    }
    if isOn("annotation_reply") {
      traps.append(
        "the app answers from annotations where a question is like one: such answers need no model, and are fast"
      )
    }
    if isOn("retriever_resource") {
      traps.append(
        "the app cites what it retrieves: each answer searches the knowledge base and carries its pieces, whose bytes and embedding calls are measured too"
      )
    }
    return traps
  }

  /// What the scenario's own settings do with such an app.
  package static func of(_ target: TargetSpecification, _ app: TargetSpecification.AppKind?) -> [String] {
    guard target.autoGenerateName, app != .workflow, app != .completion else { return [] }
    return [
      "auto_generate_name is true: each new conversation costs another model call, and a second of sleep before Dify 1.13"
    ]
  }

  /// What clients of such an app ask after its answers, and this load does not.
  static func ofFollowUps(_ target: TargetSpecification, _ app: AppDescription) -> [String] {
    let isAsked = target.followUps?.contains { $0.kind == .suggested } ?? false
    guard app.suggests, !isAsked, (target.call ?? .run) == .run else { return [] }
    return [
      "the app suggests questions after answers, which clients fetch with another model call: `after_answer: [suggested]` does so too"
    ]
  }

  /// A server that is run for debugging, by the name that it gives itself.
  static func ofServer(_ name: String?) -> [String] {
    guard let name, name.hasPrefix("Werkzeug") else { return [] }
    return [
      "the server is Flask's development server (\(name), DEBUG=true): what it takes says nothing of gunicorn"
    ]
  }

  /// Inputs that the app does not have: Dify drops them without a word.
  package static func unknownInputs(_ cases: [TestCase], _ app: AppDescription) -> [String] {
    let known = app.inputs.map(\.variable)
    guard !known.isEmpty else { return [] }
    let names = Set(cases.flatMap { $0.parameters.keys }).subtracting(known)
    return names.sorted().map { name in
      let nearest = NearestWord.hint(name, in: known)
      return
        "the app has no input '\(name)', and Dify drops it without a word: it has \(known.joined(separator: ", "))\(nearest)"
    }
  }
}
