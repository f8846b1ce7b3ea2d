/// An address that runs the app.
struct MockRunEndpoint: MockEndpoint {
  let kind: RunRequest.Kind
  var method: String { "POST" }

  func serves(_ path: String) -> Bool {
    switch kind {
    case .workflow: path == "/workflows/run" || path.hasPrefix("/workflows/") && path.hasSuffix("/run")
    case .chat: path == "/chat-messages"
    case .completion: path == "/completion-messages"
    }
  }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    guard request.contentType?.hasPrefix("application/json") == true else {
      let text =
        "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."
      return .answer(.problem(415, "unsupported_media_type", text))
    }
    if let refusal = wrongApp(configuration.app) { return .answer(refusal) }
    switch RunRequest.read(request.body, kind) {
    case .failure(let refusal): return .answer(refusal.plan)
    case .success(let run):
      if let text = refusal(of: run, configuration) { return .answer(.problem(400, "invalid_param", text)) }
      return .run(run)
    }
  }

  private func refusal(of run: RunRequest, _ configuration: MockConfiguration) -> String? {
    for input in configuration.inputs {
      if let text = input.refusal(of: run.body["inputs"]?[input.variable]) { return text }
    }
    return configuration.app.isAgent && !run.isStreaming
      ? "Agent Chat App does not support blocking mode" : nil
  }

  /// What an app of another mode is refused with.
  func wrongApp(_ app: MockConfiguration.App) -> AnswerPlan? {
    let text = "Please check if your app mode matches the right API route."
    switch (kind, app) {
    case (.workflow, .workflow), (.completion, .completion), (.chat, .chat), (.chat, .advancedChat),
      (.chat, .agentChat), (.chat, .agent):
      return nil
    case (.workflow, _): return .problem(400, "not_workflow_app", text)
    case (.chat, _): return .problem(400, "not_chat_app", text)
    case (.completion, _):
      return .problem(400, "app_unavailable", "App unavailable, please check your app configurations.")
    }
  }
}
