/// `GET /workflows/logs`: the runs of a workflow app, newest first.
struct WorkflowLogs: MockEndpoint {
  var method: String { "GET" }

  func serves(_ path: String) -> Bool { path == "/workflows/logs" }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    let query = RecordQuery(request)
    if let refusal = query.pageRefusal { return .answer(refusal) }
    return .look { .document(Self.page($0.filter { $0.kind == .workflow && query.wants($0) }, query)) }
  }

  private static func page(_ records: [RunRecord], _ query: RecordQuery) -> MockJSON {
    let (page, limit) = (query.page, query.limit)
    let start = (page - 1) * limit
    let shown = records.reversed().dropFirst(start).prefix(limit)
    return .object([
      ("page", .number(Double(page))), ("limit", .number(Double(limit))),
      ("total", .number(Double(records.count))), ("has_more", .bool(records.count > page * limit)),
      ("data", .array(shown.map(entry))),
    ])
  }

  private static func entry(_ record: RunRecord) -> MockJSON {
    let created = MockJSON.number(Double(record.created))
    let run = MockJSON.object(
      [("id", .text(record.runID)), ("version", .text("1")), ("triggered_from", .text("app-run"))]
        + RunDetail.outcome(record) + [("exceptions_count", .number(record.status == .partial ? 1 : 0))])
    let user = MockJSON.object([
      ("id", .text("end-user-" + record.user)), ("type", .text("service-api")),
      ("is_anonymous", .bool(false)),
      ("session_id", .text(record.user)),
    ])
    return .object([
      ("id", .text("log-" + record.runID)), ("workflow_run", run), ("details", .null),
      ("created_from", .text("service-api")), ("created_by_role", .text("end_user")),
      ("created_by_account", .null), ("created_by_end_user", user), ("created_at", created),
    ])
  }
}

/// `GET /workflows/run/{workflow_run_id}`
struct RunDetail: MockEndpoint {
  var method: String { "GET" }
  private static let prefix = "/workflows/run/"

  func serves(_ path: String) -> Bool { path.hasPrefix(Self.prefix) }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    guard configuration.app == .workflow || configuration.app == .advancedChat else {
      return .answer(
        .problem(400, "not_workflow_app", "Please check if your app mode matches the right API route."))
    }
    let id = request.apiPath?.dropFirst(Self.prefix.count) ?? ""
    return .look { records in
      if let record = records.first(where: { $0.runID == id }) { return .document(Self.document(record)) }
      // 1.11.2 answers 200 with nothing in it.
      return configuration.generation == .v1_11
        ? .document(.object(Self.names.map { ($0, .null) }))
        : .problem(404, "not_found", "Workflow run not found")
    }
  }

  private static let names = [
    "id", "workflow_id", "status", "inputs", "outputs", "error", "total_steps", "total_tokens", "created_at",
    "finished_at", "elapsed_time",
  ]

  private static func document(_ record: RunRecord) -> MockJSON {
    .object(
      [
        ("id", .text(record.runID)), ("workflow_id", .text(RunIdentity.workflowID)), ("inputs", .text("{}")),
        ("outputs", .text("{\"answer\": \(MockJSON.quoted(record.isRunning ? "" : record.answer))}")),
      ] + outcome(record))
  }

  /// What a run has come to so far.
  static func outcome(_ record: RunRecord) -> [MockJSON.Member] {
    let elapsed = record.finished.map { Double($0 - record.created) } ?? 0
    return [
      ("status", .text(record.status.rawValue)), ("error", record.status == .failed ? record.error : .null),
      ("elapsed_time", .number(elapsed)), ("total_tokens", .number(record.isRunning ? 0 : record.tokens)),
      ("total_steps", .number(record.isRunning ? 0 : 3)), ("created_at", .number(Double(record.created))),
      ("finished_at", record.finished.map { .number(Double($0)) } ?? .null),
    ]
  }
}
