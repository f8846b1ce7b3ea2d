/// Which answer a request gets. Pure.
struct Routes {
  let configuration: MockConfiguration

  /// What to do about a request.
  enum Decision {
    case answer(AnswerPlan)
    /// A run: counted against capacity and limit.
    case run(RunRequest)
    /// A run that is under way shall end.
    case stop(taskID: String)
  }

  func decide(method: String, path: String, authorization: String?, contentType: String?, body: [UInt8])
    -> Decision
  {
    let path = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
    if path == "/health" {
      return .answer(
        .document(.object([("pid", .number(1)), ("status", .text("ok")), ("version", .text(version))])))
    }
    guard path.hasPrefix("/v1") else { return .answer(.page(404, "Not Found")) }
    let rest = String(path.dropFirst(3))
    if rest == "" || rest == "/" { return .answer(.document(welcome)) }
    if let refusal = refusal(authorization) { return .answer(refusal) }
    if method == "GET" { return .answer(description(rest) ?? .page(404, "Not Found")) }
    guard method == "POST" else {
      return .answer(.problem(405, "method_not_allowed", "The method is not allowed for the requested URL."))
    }
    if rest.hasSuffix("/stop") {
      return .stop(taskID: rest.split(separator: "/").dropLast().last.map(String.init) ?? "")
    }
    if rest == "/files/upload" { return .answer(upload) }
    return run(rest, contentType, body)
  }

  private var version: String { configuration.generation == "1.13" ? "1.13.3" : "1.11.2" }

  private func run(_ path: String, _ contentType: String?, _ body: [UInt8]) -> Decision {
    guard let endpoint = endpoint(path) else { return .answer(.page(404, "Not Found")) }
    guard contentType?.hasPrefix("application/json") == true else {
      let text =
        "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."
      return .answer(.problem(415, "unsupported_media_type", text))
    }
    if let refusal = wrongApp(endpoint) { return .answer(refusal) }
    switch RunRequest.read(body, endpoint) {
    case .failure(let refusal): return .answer(refusal.plan)
    case .success(let request):
      for input in configuration.inputs {
        if let text = input.refusal(of: request.body["inputs"]?[input.variable]) {
          return .answer(.problem(400, "invalid_param", text))
        }
      }
      if configuration.app == .agentChat, !request.isStreaming {
        return .answer(.problem(400, "invalid_param", "Agent Chat App does not support blocking mode"))
      }
      return .run(request)
    }
  }

  private func endpoint(_ path: String) -> RunRequest.Endpoint? {
    switch path {
    case "/workflows/run": .workflow
    case "/chat-messages": .chat
    case "/completion-messages": .completion
    default: path.hasPrefix("/workflows/") && path.hasSuffix("/run") ? .workflow : nil
    }
  }

  private func wrongApp(_ endpoint: RunRequest.Endpoint) -> AnswerPlan? {
    let text = "Please check if your app mode matches the right API route."
    switch (endpoint, configuration.app) {
    case (.workflow, .workflow), (.completion, .completion), (.chat, .chat), (.chat, .advancedChat),
      (.chat, .agentChat):
      return nil
    case (.workflow, _): return .problem(400, "not_workflow_app", text)
    case (.chat, _): return .problem(400, "not_chat_app", text)
    case (.completion, _):
      return .problem(400, "app_unavailable", "App unavailable, please check your app configurations.")
    }
  }

  private func refusal(_ authorization: String?) -> AnswerPlan? {
    guard let authorization, authorization.contains(" ") else {
      return .problem(401, "unauthorized", "Authorization header must be provided and start with 'Bearer'")
    }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts[0].lowercased() == "bearer" else {
      return .problem(401, "unauthorized", "Authorization scheme must be 'Bearer'")
    }
    return parts.last.map(String.init) == configuration.key
      ? nil : .problem(401, "unauthorized", "Access token is invalid")
  }

  private var welcome: MockJSON {
    .object([
      ("welcome", .text("Dify OpenAPI")), ("api_version", .text("v1")), ("server_version", .text(version)),
    ])
  }

  private func description(_ path: String) -> AnswerPlan? {
    switch path {
    case "/info":
      return .document(
        .object([
          ("name", .text("stand-in")), ("description", .text("floodgate's stand-in for Dify")),
          ("tags", .array([])),
          ("mode", .text(configuration.app.rawValue)), ("author_name", .text("floodgate")),
        ]))
    case "/parameters": return .document(parameters)
    case "/meta": return .document(.object([("tool_icons", .object([]))]))
    default: return nil
    }
  }

  private var parameters: MockJSON {
    let disabled = MockJSON.object([("enabled", .bool(false))])
    return .object([
      ("opening_statement", .text("")), ("suggested_questions", .array([])),
      ("suggested_questions_after_answer", disabled), ("speech_to_text", disabled),
      ("text_to_speech", disabled),
      ("retriever_resource", disabled), ("annotation_reply", disabled), ("more_like_this", disabled),
      ("user_input_form", .array(configuration.inputs.map(\.form))), ("sensitive_word_avoidance", disabled),
      ("file_upload", disabled),
      ("system_parameters", .object([("file_size_limit", .number(15))])),
    ])
  }

  private var upload: AnswerPlan {
    var random = MockRandom(seed: configuration.seed)
    return .document(.object([("id", .text(random.uuid())), ("name", .text("file"))]), status: 201)
  }
}
