/// The answer of a blocking run. Pure.
struct RunDocument {
  let configuration: MockConfiguration
  let events: RunEvents

  func plan(_ firstByte: Double, _ clock: RunClock, _ random: inout MockRandom) -> AnswerPlan {
    if events.request.isEmpty { return empty(firstByte) }
    var elapsed =
      firstByte + graphTime(clock, random)
      + clock.time(configuration.firstText(after: events.request.earlier), &random)
    for _ in events.end.words { elapsed += clock.time(configuration.gap, &random) }
    if !events.isWorkflow, events.end.hasFailed {
      return .problem(400, "invalid_param", "Run failed: \(events.end.error.text ?? "")", after: elapsed)
    }
    let document = events.isWorkflow ? workflow(elapsed) : message(elapsed)
    var plan = AnswerPlan.document(document, after: elapsed + configuration.persistence)
    plan.taskID = events.identity.taskID
    return plan
  }

  /// What the nodes that an option describes take, beside the model's own time.
  private func graphTime(_ clock: RunClock, _ random: MockRandom) -> Double {
    guard events.hasGraph, !configuration.graph.isEmpty else { return 0 }
    var timeline = GraphTimeline(events, configuration, clock, random)
    return timeline.add(configuration.graph.filter { if case .answer = $0 { false } else { true } }, from: 0)
  }

  private func empty(_ firstByte: Double) -> AnswerPlan {
    var plan = AnswerPlan.document(workflow(firstByte + 2), after: firstByte + 2 + configuration.persistence)
    plan.taskID = events.identity.taskID
    return plan
  }

  private func workflow(_ elapsed: Double) -> MockJSON {
    let identity = events.identity
    let data: [MockJSON.Member] = [
      ("id", .text(identity.runID)), ("workflow_id", .text(RunIdentity.workflowID)),
    ]
    return .object([
      ("task_id", .text(identity.taskID)), ("workflow_run_id", .text(identity.runID)),
      ("data", .object(data + events.outcome(elapsed: elapsed, full: false))),
    ])
  }

  private func message(_ elapsed: Double) -> MockJSON {
    let identity = events.identity
    return .object([
      ("event", .text("message")), ("task_id", .text(identity.taskID)), ("id", .text(identity.messageID)),
      ("message_id", .text(identity.messageID)), ("conversation_id", .text(identity.conversationID)),
      ("mode", .text(configuration.app.rawValue)), ("answer", .text(events.end.answer)),
      ("metadata", events.metadata(elapsed: elapsed)), ("created_at", RunIdentity.created),
    ])
  }
}
