/// The events of one run, field by field as the recordings have them. Pure.
struct RunEvents {
  /// Whether it waits for a person.
  var pauses = false
  /// Errors of nodes that the workflow handles on the way.
  var handled = 0
  let app: MockConfiguration.App
  let request: RunRequest
  let identity: RunIdentity
  let end: RunEnd
  let usage: RunUsage

  var isWorkflow: Bool { request.kind == .workflow }
  var hasGraph: Bool { app == .workflow || app == .advancedChat }

  /// How the run ends.
  var status: String {
    if pauses { return "paused" }
    return handled > 0 && end.status == "succeeded" ? "partial-succeeded" : end.status
  }

  func started() -> MockJSON {
    event(
      "workflow_started",
      data: [
        ("id", .text(identity.runID)), ("workflow_id", .text(RunIdentity.workflowID)),
        ("inputs", request.body["inputs"] ?? .null), ("created_at", RunIdentity.created),
      ])
  }

  func text(_ text: String) -> MockJSON {
    if isWorkflow {
      let selector = MockJSON.array([.text("llm"), .text("text")])
      return event("text_chunk", data: [("text", .text(text)), ("from_variable_selector", selector)])
    }
    return event(
      app.isAgent ? "agent_message" : "message",
      extra: [
        ("id", .text(identity.messageID)), ("answer", .text(text)), ("from_variable_selector", .null),
      ])
  }

  /// The whole answer in one event.
  func whole() -> MockJSON {
    event("message", extra: [("id", .text(identity.messageID)), ("answer", .text(end.answer))])
  }

  func finished(elapsed: Double, status: String? = nil) -> MockJSON {
    event(
      "workflow_finished",
      data: [("id", .text(identity.runID)), ("workflow_id", .text(RunIdentity.workflowID))]
        + outcome(elapsed: elapsed, status: status, full: true))
  }

  func messageEnd(elapsed: Double) -> MockJSON {
    event(
      "message_end",
      extra: [
        ("id", .text(identity.messageID)), ("metadata", metadata(elapsed: elapsed)), ("files", .array([])),
      ])
  }

  func error() -> MockJSON {
    let isModel = end.fault == .model
    let code = isModel ? "completion_request_error" : "internal_server_error"
    let text =
      isModel ? "429 Too Many Requests: model rate limit" : "Internal Server Error, please contact support."
    let identity = identity.members.filter { $0.name != "task_id" }
    return .object(
      [("event", .text("error"))] + identity + [
        ("code", .text(code)), ("status", .number(isModel ? 400 : 500)), ("message", .text(text)),
      ])
  }

  /// An event that no Dify sends.
  func unknown() -> MockJSON { event("quantum_leap", data: [("distance", .number(1))]) }

  func metadata(elapsed: Double) -> MockJSON {
    .object([
      ("annotation_reply", .null), ("retriever_resources", .array([])),
      ("usage", usage.document(latency: elapsed)),
    ])
  }

  /// What the run came to. The events of a stream say more than a document does.
  func outcome(elapsed: Double, status: String? = nil, full: Bool) -> [MockJSON.Member] {
    let status = status ?? self.status
    let isStopped = status == "stopped"
    var members: [MockJSON.Member] = [
      ("status", .text(status)),
      ("outputs", status == "failed" ? .object([]) : .object([("answer", .text(end.answer))])),
      ("error", isStopped ? .text("Stopped by user.") : end.error), ("elapsed_time", .number(elapsed / 1000)),
      ("total_tokens", .number(usage.total)), ("total_steps", .number(3)),
    ]
    if full {
      members.append(
        ("created_by", .object([("id", .text(identity.messageID)), ("user", .text(request.user))])))
    }
    members += [("created_at", RunIdentity.created), ("finished_at", RunIdentity.created)]
    if full {
      members += [
        ("exceptions_count", .number(Double(end.fault == .partial ? 1 : handled))), ("files", .array([])),
      ]
    }
    return members
  }

  func event(_ name: String, data: [MockJSON.Member]? = nil, extra: [MockJSON.Member] = []) -> MockJSON {
    var members: [MockJSON.Member] = [("event", .text(name))] + identity.members + extra
    if hasGraph, isWorkflow || data != nil { members.append(("workflow_run_id", .text(identity.runID))) }
    if let data { members.append(("data", .object(data))) }
    return .object(members)
  }
}
