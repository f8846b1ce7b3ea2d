/// Events of graphs that have more than a model.
extension RunEvents {
  /// An iteration or a loop begins, or its next round does.
  func container(_ node: MockNode, _ what: String, _ more: [MockJSON.Member] = []) -> MockJSON {
    event(
      "\(node.type)_\(what)",
      data: containerHead(node) + more + [("created_at", RunIdentity.created), ("extras", .object([]))])
  }

  /// It is over: there is no end of its node.
  func completed(_ node: MockNode, elapsed: Double, rounds: Int) -> MockJSON {
    event(
      "\(node.type)_completed",
      data: containerHead(node) + [
        ("outputs", .object([])), ("inputs", .object([])), ("status", .text("succeeded")), ("error", .null),
        ("elapsed_time", .number(elapsed / 1000)), ("total_tokens", .number(0)),
        ("execution_metadata", .object([])), ("steps", .number(Double(rounds))),
        ("created_at", RunIdentity.created), ("finished_at", RunIdentity.created),
      ])
  }

  private func containerHead(_ node: MockNode) -> [MockJSON.Member] {
    [
      ("id", .text(node.id)), ("node_id", .text(node.id)), ("node_type", .text(node.type)),
      ("title", .text(node.title)),
    ]
  }

  /// A form for a person.
  func humanInput(_ node: MockNode) -> MockJSON {
    event(
      "human_input_required",
      data: [
        ("form_id", .text("form-" + node.execution)), ("form_token", .text("token-" + node.execution)),
        ("node_id", .text(node.id)), ("node_title", .text(node.title)),
        ("form_content", .text("Shall it go on?")), ("inputs", .array([])),
        ("actions", .array([.object([("id", .text("yes")), ("title", .text("Yes"))])])),
        ("expiration_time", RunIdentity.created),
      ])
  }

  /// The run waits.
  func paused(_ node: MockNode, elapsed: Double) -> MockJSON {
    event(
      "workflow_paused",
      data: [
        ("workflow_run_id", .text(identity.runID)), ("paused_nodes", .array([.text(node.id)])),
        ("outputs", .object([])), ("reasons", .array([])), ("status", .text("paused")),
        ("created_at", RunIdentity.created), ("elapsed_time", .number(elapsed / 1000)),
        ("total_tokens", .number(0)), ("total_steps", .number(1)),
      ])
  }

  /// A thought of an agent; sent again under the same id as it fills up.
  func thought(_ id: String, position: Int, observation: String = "") -> MockJSON {
    event(
      "agent_thought",
      extra: [
        ("id", .text(id)), ("position", .number(Double(position))),
        ("thought", .text(observation.isEmpty ? "" : "I ask the tool.")), ("observation", .text(observation)),
        ("tool", .text(observation.isEmpty ? "" : "search")), ("tool_labels", .object([])),
        ("tool_input", .text(observation.isEmpty ? "" : "{}")), ("message_files", .array([])),
      ])
  }
}
