/// One run of the app: its ids, its nodes, its text, and how it ends.
struct SimulatedRun {
  private let configuration: MockConfiguration
  private let request: RunRequest
  private let fault: MockFault?
  private let taskID: String
  private let runID: String
  private let messageID: String
  private let conversationID: String
  private let words: [String]
  private var elapsed = 0.0
  private var pieces: [AnswerPlan.Piece] = []
  private static let workflowID = "95e2ab40-393a-4ad7-ab03-a53b82475840"
  private static let created = 1_795_480_952.0

  init(
    _ configuration: MockConfiguration, _ request: RunRequest, _ fault: MockFault?, _ random: inout MockRandom
  ) {
    self.configuration = configuration
    self.request = request
    self.fault = fault
    taskID = random.uuid()
    runID = random.uuid()
    messageID = random.uuid()
    let given = request.body["conversation_id"]?.text ?? ""
    conversationID = given.isEmpty ? random.uuid() : given
    words = Self.words(of: request.question, count: configuration.events)
  }

  private static func words(of question: String, count: Int) -> [String] {
    let source = ("You asked: " + question).split(separator: " ").map(String.init)
    let filler = [
      "The", "stand-in", "has", "no", "model,", "so", "it", "repeats", "what", "it", "was", "told.",
    ]
    return (0..<count).map { index in
      (index < source.count ? source[index] : filler[index % filler.count]) + " "
    }
  }

  private var answer: String { fault == .empty ? " " : words.joined() }
  private var hasGraph: Bool { configuration.app == .workflow || configuration.app == .advancedChat }
  private var isWorkflow: Bool { request.endpoint == .workflow }
  private var promptTokens: Double { Double(request.question.utf8.count / 4 + 8) }
  private var completionTokens: Double { Double(words.count) }

  private var status: String {
    switch fault {
    case .workflowFailed, .model: "failed"
    case .partial: "partial-succeeded"
    case .stopped: "stopped"
    default: "succeeded"
    }
  }

  private var error: MockJSON {
    switch fault {
    case .workflowFailed: .text("[Errno 111] Connection refused")
    case .model: .text("429 Too Many Requests: model rate limit")
    case .stopped: .text("Stopped by user.")
    default: .null
    }
  }

  private var usage: MockJSON {
    let total = promptTokens + completionTokens
    return .object([
      ("prompt_tokens", .number(promptTokens)), ("prompt_unit_price", .text("0.001")),
      ("prompt_price_unit", .text("0.001")), ("prompt_price", .text(Self.price(promptTokens))),
      ("completion_tokens", .number(completionTokens)), ("completion_unit_price", .text("0.002")),
      ("completion_price_unit", .text("0.001")),
      ("completion_price", .text(Self.price(completionTokens * 2))),
      ("total_tokens", .number(total)),
      ("total_price", .text(Self.price(promptTokens + completionTokens * 2))),
      ("currency", .text("USD")), ("latency", .number(elapsed / 1000)),
    ])
  }

  /// A millionth a token, with seven decimals, and "0E-7" for nothing, as Dify writes it.
  private static func price(_ tokens: Double) -> String {
    let units = Int(tokens) * 10
    if units == 0 { return "0E-7" }
    let digits = String(10_000_000 + units % 10_000_000).dropFirst()
    return "\(units / 10_000_000).\(digits)"
  }
}

// MARK: - Blocking

extension SimulatedRun {
  mutating func document(_ firstByte: Double, _ random: inout MockRandom) -> AnswerPlan {
    elapsed = firstByte + configuration.time(configuration.firstText, &random)
    for _ in words { elapsed += configuration.time(configuration.gap, &random) }
    if !isWorkflow, status == "failed" {
      return .problem(400, "invalid_param", "Run failed: \(error.text ?? "")", after: elapsed)
    }
    var plan = AnswerPlan.document(isWorkflow ? workflowDocument : messageDocument, after: elapsed)
    if fault == .truncated { plan.ending = .truncated }
    plan.taskID = taskID
    return plan
  }

  private var workflowDocument: MockJSON {
    .object([
      ("task_id", .text(taskID)), ("workflow_run_id", .text(runID)),
      (
        "data",
        .object([("id", .text(runID)), ("workflow_id", .text(Self.workflowID))] + finish(full: false))
      ),
    ])
  }

  private var messageDocument: MockJSON {
    .object([
      ("event", .text("message")), ("task_id", .text(taskID)), ("id", .text(messageID)),
      ("message_id", .text(messageID)), ("conversation_id", .text(conversationID)),
      ("mode", .text(configuration.app.rawValue)), ("answer", .text(answer)),
      (
        "metadata",
        .object([("annotation_reply", .null), ("retriever_resources", .array([])), ("usage", usage)])
      ),
      ("created_at", .number(Self.created)),
    ])
  }

  private func finish(full: Bool) -> [(name: String, value: MockJSON)] {
    let outputs: MockJSON = status == "failed" ? .object([]) : .object([("answer", .text(answer))])
    var members: [(name: String, value: MockJSON)] = [
      ("status", .text(status)), ("outputs", outputs), ("error", error),
      ("elapsed_time", .number(elapsed / 1000)),
      ("total_tokens", .number(promptTokens + completionTokens)), ("total_steps", .number(3)),
    ]
    if full {
      members.append(("created_by", .object([("id", .text(messageID)), ("user", .text(request.user))])))
    }
    members += [("created_at", .number(Self.created)), ("finished_at", .number(Self.created))]
    if full { members += [("exceptions_count", .number(fault == .partial ? 1 : 0)), ("files", .array([]))] }
    return members
  }
}

// MARK: - Streaming

extension SimulatedRun {
  mutating func stream(_ firstByte: Double, _ random: inout MockRandom) -> AnswerPlan {
    elapsed = 0
    if configuration.generation == "1.13" { pieces.append(.init(pause: 0, text: "event: ping\n\n")) }
    begin(&random)
    for (index, word) in words.enumerated() {
      let pause = index == 0 ? configuration.firstText : configuration.gap
      send(textEvent(fault == .empty ? "" : word), after: configuration.time(pause, &random))
      if index == words.count / 2, fault == .truncated || fault == .hang { break }
    }
    if words.isEmpty { elapsed += configuration.time(configuration.firstText, &random) }
    let cut = fault == .truncated || fault == .hang
    if !cut {
      send(textEvent(""), after: 0)
      if fault != .noTerminal { end(&random) }
    }
    if fault == .badJSON { pieces = [.init(pause: 0, text: "data: {\"event\": \n\n")] }
    var plan = AnswerPlan(
      contentType: "text/event-stream; charset=utf-8", firstByte: firstByte, pieces: pieces)
    plan.ending = ending
    plan.taskID = taskID
    return plan
  }

  private var ending: AnswerPlan.Ending {
    switch fault {
    case .truncated: .truncated
    case .hang, .leftOpen: .hang
    default: .complete
    }
  }

  private mutating func send(_ event: MockJSON, after pause: Double) {
    elapsed += pause
    pieces.append(.init(pause: pause, text: "data: \(event.written)\n\n"))
  }

  private mutating func begin(_ random: inout MockRandom) {
    guard hasGraph else { return }
    send(
      event(
        "workflow_started",
        data: [
          ("id", .text(runID)), ("workflow_id", .text(Self.workflowID)),
          ("inputs", request.body["inputs"] ?? .null),
          ("created_at", .number(Self.created)),
        ]), after: 0)
    sendNode("start", "start", "Start", elapsed: 1, random.uuid())
    send(nodeEvent("node_started", "llm", "llm", "LLM", 0, "llm-\(taskID)", status: nil), after: 0)
  }

  private mutating func end(_ random: inout MockRandom) {
    if fault == .streamError || (fault == .model && !hasGraph) { return sendError() }
    if hasGraph {
      let failed = status == "failed"
      let state = failed ? "failed" : (fault == .partial ? "exception" : "succeeded")
      send(nodeEvent("node_finished", "llm", "llm", "LLM", elapsed, "llm-\(taskID)", status: state), after: 0)
      if !failed {
        sendNode(
          "end", isWorkflow ? "end" : "answer", isWorkflow ? "End" : "Answer", elapsed: 0.5, random.uuid())
      }
    }
    let endsLater = configuration.generation == "1.13" && !isWorkflow
    if endsLater { sendMessageEnd() }
    if hasGraph { sendFinish() }
    if !isWorkflow, !endsLater { status == "failed" ? sendError() : sendMessageEnd() }
  }

  private mutating func sendFinish() {
    let data: [(name: String, value: MockJSON)] = [
      ("id", .text(runID)), ("workflow_id", .text(Self.workflowID)),
    ]
    send(event("workflow_finished", data: data + finish(full: true)), after: 0.5)
  }

  private mutating func sendMessageEnd() {
    guard !isWorkflow else { return }
    let metadata = MockJSON.object([
      ("annotation_reply", .null), ("retriever_resources", .array([])), ("usage", usage),
    ])
    send(
      event("message_end", extra: [("id", .text(messageID)), ("metadata", metadata), ("files", .array([]))]),
      after: 0)
  }

  private mutating func sendError() {
    let isModel = fault == .model
    let code = isModel ? "completion_request_error" : "internal_server_error"
    let text =
      isModel ? "429 Too Many Requests: model rate limit" : "Internal Server Error, please contact support."
    var members: [(name: String, value: MockJSON)] = [("event", .text("error"))]
    members += identity.filter { $0.name != "task_id" }
    members += [("code", .text(code)), ("status", .number(isModel ? 400 : 500)), ("message", .text(text))]
    send(.object(members), after: 0)
  }

  private func textEvent(_ text: String) -> MockJSON {
    if isWorkflow {
      let selector = MockJSON.array([.text("llm"), .text("text")])
      return event("text_chunk", data: [("text", .text(text)), ("from_variable_selector", selector)])
    }
    let name = configuration.app == .agentChat ? "agent_message" : "message"
    return event(
      name, extra: [("id", .text(messageID)), ("answer", .text(text)), ("from_variable_selector", .null)])
  }

  private mutating func sendNode(
    _ id: String, _ type: String, _ title: String, elapsed: Double, _ execution: String
  ) {
    send(nodeEvent("node_started", id, type, title, 0, execution, status: nil), after: 0)
    send(nodeEvent("node_finished", id, type, title, elapsed, execution, status: "succeeded"), after: elapsed)
  }

  private func nodeEvent(
    _ name: String, _ id: String, _ type: String, _ title: String, _ elapsed: Double, _ execution: String,
    status: String?
  ) -> MockJSON {
    var data: [(name: String, value: MockJSON)] = [
      ("id", .text(execution)), ("node_id", .text(id)), ("node_type", .text(type)), ("title", .text(title)),
      ("index", .number(1)), ("predecessor_node_id", .null), ("inputs", .null),
    ]
    if let status {
      let isModel = type == "llm"
      let metadata = MockJSON.object([
        ("total_tokens", .number(promptTokens + completionTokens)),
        ("total_price", .text(Self.price(promptTokens + completionTokens * 2))), ("currency", .text("USD")),
      ])
      data += [
        ("process_data", .object([])),
        ("outputs", isModel ? .object([("text", .text(answer)), ("usage", usage)]) : .object([])),
        ("status", .text(status)), ("error", status == "failed" ? error : .null),
        ("elapsed_time", .number(elapsed / 1000)), ("execution_metadata", isModel ? metadata : .null),
        ("finished_at", .number(Self.created)),
      ]
    }
    data += [("created_at", .number(Self.created)), ("iteration_id", .null), ("loop_id", .null)]
    return event(name, data: data)
  }

  /// What every event of the mode carries.
  private var identity: [(name: String, value: MockJSON)] {
    var members: [(name: String, value: MockJSON)] = []
    if !isWorkflow {
      if request.endpoint == .chat { members.append(("conversation_id", .text(conversationID))) }
      members += [("message_id", .text(messageID)), ("created_at", .number(Self.created))]
    }
    members.append(("task_id", .text(taskID)))
    return members
  }

  private func event(
    _ name: String, data: [(name: String, value: MockJSON)]? = nil,
    extra: [(name: String, value: MockJSON)] = []
  ) -> MockJSON {
    var members: [(name: String, value: MockJSON)] = [("event", .text(name))] + identity + extra
    if hasGraph, isWorkflow || data != nil { members.append(("workflow_run_id", .text(runID))) }
    if let data { members.append(("data", .object(data))) }
    return .object(members)
  }
}
