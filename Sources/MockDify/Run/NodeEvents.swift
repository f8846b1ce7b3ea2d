/// A node of the app, as its events name it.
struct MockNode {
  var id: String
  var type: String
  var title: String
  /// The id of this one execution.
  var execution: String

  static func start(_ random: inout MockRandom) -> MockNode {
    MockNode(id: "start", type: "start", title: "Start", execution: random.uuid())
  }

  static func tool(_ random: inout MockRandom) -> MockNode {
    MockNode(id: "tool", type: "http-request", title: "Ask the tool", execution: random.uuid())
  }

  static func model(_ identity: RunIdentity) -> MockNode {
    MockNode(id: "llm", type: "llm", title: "LLM", execution: "llm-\(identity.taskID)")
  }

  static func end(isWorkflow: Bool, _ random: inout MockRandom) -> MockNode {
    let type = isWorkflow ? "end" : "answer"
    return MockNode(id: "end", type: type, title: isWorkflow ? "End" : "Answer", execution: random.uuid())
  }
}

extension RunEvents {
  func nodeStarted(_ node: MockNode, in place: GraphTimeline.Place = .init()) -> MockJSON {
    event("node_started", data: nodeHead(node) + nodeTail(place))
  }

  /// An attempt has failed, and the next one begins.
  func nodeRetried(_ node: MockNode, _ attempt: Int, _ times: NodeTimes, in place: GraphTimeline.Place)
    -> MockJSON
  {
    event(
      "node_retry",
      data: nodeHead(node) + [
        ("process_data", .object([])), ("outputs", .object([])), ("status", .text("retry")),
        ("error", .text("[Errno 111] Connection refused")), ("elapsed_time", .number(times.elapsed / 1000)),
        ("execution_metadata", Self.round(place)), ("finished_at", RunIdentity.created),
        ("retry_index", .number(Double(attempt))),
      ] + nodeTail(place))
  }

  func nodeFinished(
    _ node: MockNode, _ times: NodeTimes, status: String = "succeeded", outputs own: [MockJSON.Member] = [],
    in place: GraphTimeline.Place = .init()
  ) -> MockJSON {
    let isModel = node.type == "llm"
    let outputs = MockJSON.object(
      isModel
        ? [
          ("text", .text(end.answer)),
          ("usage", usage.document(latency: times.elapsed - times.plugin, firstToken: times.firstToken)),
        ] : own)
    let metadata = MockJSON.object([
      ("total_tokens", .number(usage.total)), ("total_price", usage.price),
      ("currency", .text(usage.currency)),
    ])
    let process = MockJSON.object(
      isModel
        ? [
          ("model_mode", .text("chat")), ("model_provider", .text("local/fake/fake")),
          ("model_name", .text(usage.model)),
        ] : [])
    let outcome: [MockJSON.Member] = [
      ("process_data", process), ("outputs", outputs), ("status", .text(status)),
      ("error", status == "failed" ? end.error : status == "exception" ? .text("Unknown error") : .null),
      ("elapsed_time", .number(times.elapsed / 1000)),
      ("execution_metadata", isModel ? metadata : Self.round(place)), ("finished_at", RunIdentity.created),
    ]
    return event("node_finished", data: nodeHead(node) + outcome + nodeTail(place))
  }

  /// In which round of its container a node is.
  private static func round(_ place: GraphTimeline.Place) -> MockJSON {
    guard let container = place.container else { return .null }
    return .object([("\(container.type)_index", .number(Double(place.round)))])
  }

  private func nodeHead(_ node: MockNode) -> [MockJSON.Member] {
    [
      ("id", .text(node.execution)), ("node_id", .text(node.id)), ("node_type", .text(node.type)),
      ("title", .text(node.title)), ("index", .number(1)), ("predecessor_node_id", .null), ("inputs", .null),
    ]
  }

  private func nodeTail(_ place: GraphTimeline.Place) -> [MockJSON.Member] {
    func id(_ type: String) -> MockJSON {
      place.container.map { $0.type == type ? .text($0.id) : .null } ?? .null
    }
    return [
      ("created_at", RunIdentity.created), ("iteration_id", id("iteration")), ("loop_id", id("loop")),
    ]
  }
}

/// How long a node takes, milliseconds; of a model's, what comes before the model is asked, and until its first token.
struct NodeTimes {
  var elapsed: Double
  var plugin = 0.0
  var firstToken: Double?
}
