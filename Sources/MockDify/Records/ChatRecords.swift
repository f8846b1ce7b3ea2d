/// `GET /conversations` and `GET /messages`: what chats leave.
struct ChatRecords: MockEndpoint {
  let path: String
  let answer: @Sendable ([RunRecord], RecordQuery) -> AnswerPlan
  var method: String { "GET" }

  static let all = [
    ChatRecords(path: "/conversations", answer: conversations),
    ChatRecords(path: "/messages", answer: messages),
  ]

  func serves(_ path: String) -> Bool { path == self.path }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    if let refusal = MockRunEndpoint(kind: .chat).wrongApp(configuration.app) { return .answer(refusal) }
    let query = RecordQuery(request)
    if let refusal = query.pageRefusal { return .answer(refusal) }
    return .look { [answer] in answer($0.filter { $0.kind == .chat && $0.user == query.user }, query) }
  }

  /// Those of the user, the one that was used last first.
  private static func conversations(_ records: [RunRecord], _ query: RecordQuery) -> AnswerPlan {
    var known: Set<String> = []
    let newest = records.reversed().filter { known.insert($0.conversationID).inserted }
    return page(newest, after: query.lastID, by: \.conversationID, query) { last in
      let created = records.first { $0.conversationID == last.conversationID }?.created ?? last.created
      return .object([
        ("id", .text(last.conversationID)), ("name", .text("New conversation")), ("inputs", .object([])),
        ("status", .text("normal")), ("introduction", .text("")), ("created_at", .number(Double(created))),
        ("updated_at", .number(Double(last.finished ?? last.created))),
      ])
    }
  }

  private static func messages(_ records: [RunRecord], _ query: RecordQuery) -> AnswerPlan {
    let own = records.filter { $0.conversationID == query.conversationID }
    if own.isEmpty { return .problem(404, "not_found", "Conversation Not Exists.") }
    // Dify pages backwards from the newest, and shows each page the oldest first.
    return page(own.reversed(), after: query.firstID, by: \.messageID, query, isReversed: true) { record in
      .object([
        ("id", .text(record.messageID)), ("conversation_id", .text(record.conversationID)),
        ("parent_message_id", .null), ("inputs", .object([])), ("query", .text(record.question)),
        ("answer", .text(record.isRunning ? "" : record.answer)), ("message_files", .array([])),
        ("feedback", .null), ("retriever_resources", .array([])),
        ("created_at", .number(Double(record.created))), ("agent_thoughts", .array([])),
        ("status", .text(record.status == .failed ? "error" : "normal")),
        ("error", record.status == .failed ? record.error : .null),
      ])
    }
  }

  private static func page(
    _ records: [RunRecord], after id: String?, by name: KeyPath<RunRecord, String>, _ query: RecordQuery,
    isReversed: Bool = false, _ entry: (RunRecord) -> MockJSON
  ) -> AnswerPlan {
    let start = id.flatMap { id in records.firstIndex { $0[keyPath: name] == id } }.map { $0 + 1 } ?? 0
    let rest = records.dropFirst(start)
    let shown = Array(rest.prefix(query.limit))
    return .document(
      .object([
        ("limit", .number(Double(query.limit))), ("has_more", .bool(rest.count > query.limit)),
        ("data", .array((isReversed ? shown.reversed() : shown).map(entry))),
      ]))
  }
}
