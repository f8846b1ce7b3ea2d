/// `GET /info`, `/parameters` and `/meta`: what the app is.
struct AppDescription: MockEndpoint {
  let path: String
  let describe: @Sendable (MockConfiguration) -> MockJSON
  var method: String { "GET" }

  static let all: [any MockEndpoint] = [
    AppDescription(path: "/info", describe: info),
    AppDescription(path: "/parameters", describe: parameters),
    AppDescription(path: "/meta") { _ in .object([("tool_icons", .object([]))]) },
  ]

  func serves(_ path: String) -> Bool { path == self.path }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    .answer(.document(describe(configuration)))
  }

  private static func info(_ configuration: MockConfiguration) -> MockJSON {
    .object([
      ("name", .text("stand-in")), ("description", .text("floodgate's stand-in for Dify")),
      ("tags", .array([])), ("mode", .text(configuration.app.rawValue)), ("author_name", .text("floodgate")),
    ])
  }

  private static func parameters(_ configuration: MockConfiguration) -> MockJSON {
    func enabled(_ flag: Bool) -> MockJSON { .object([("enabled", .bool(flag))]) }
    let disabled = enabled(false)
    return .object([
      ("opening_statement", .text("")), ("suggested_questions", .array([])),
      ("suggested_questions_after_answer", enabled(configuration.suggested > 0)),
      ("speech_to_text", disabled),
      ("text_to_speech", enabled(configuration.speech > 0)), ("retriever_resource", disabled),
      ("annotation_reply", disabled),
      ("more_like_this", disabled), ("user_input_form", .array(configuration.inputs.map(\.form))),
      ("sensitive_word_avoidance", disabled), ("file_upload", disabled),
      ("system_parameters", .object([("file_size_limit", .number(15))])),
    ])
  }
}

/// What the server says of itself, without a key.
struct ServerDescription {
  private let version: MockJSON

  init(_ configuration: MockConfiguration) { version = .text(configuration.generation.serverVersion) }

  var health: AnswerPlan {
    .document(.object([("pid", .number(1)), ("status", .text("ok")), ("version", version)]))
  }

  var welcome: AnswerPlan {
    .document(
      .object([
        ("welcome", .text("Dify OpenAPI")), ("api_version", .text("v1")), ("server_version", version),
      ]))
  }
}
