/// The addresses of knowledge bases: `/datasets/{id}`, `/retrieve`, `/document/create-by-...`, `/documents/...`. There is
/// one knowledge base, whatever its id.
struct KnowledgeEndpoint: MockEndpoint {
  let method: String
  /// What follows the id, as segments; `*` for any.
  let rest: [String]
  let answer: @Sendable (MockRequest, MockConfiguration, KnowledgeBase, Double) -> AnswerPlan

  static let prefix = "/datasets/"

  func serves(_ path: String) -> Bool {
    guard path.hasPrefix(Self.prefix) else { return false }
    let parts = path.split(separator: "/").dropFirst(2).map(String.init)
    return parts.count == rest.count && zip(parts, rest).allSatisfy { $1 == "*" || $0 == $1 }
  }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    .knowledge { answer(request, configuration, $0, $1) }
  }

  static let all: [any MockEndpoint] =
    [KnowledgeEndpoint(method: "GET", rest: [], answer: describe)]
    + ["retrieve", "hit-testing"].map { KnowledgeEndpoint(method: "POST", rest: [$0], answer: retrieve) }
    + ["create-by-text", "create_by_text"].map {
      KnowledgeEndpoint(method: "POST", rest: ["document", $0], answer: createByText)
    }
    + ["create-by-file", "create_by_file"].map {
      KnowledgeEndpoint(method: "POST", rest: ["document", $0], answer: createByFile)
    }
    + [
      KnowledgeEndpoint(method: "GET", rest: ["documents", "*", "indexing-status"], answer: status),
      KnowledgeEndpoint(method: "DELETE", rest: ["documents", "*"], answer: delete),
    ]

  private static func describe(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    .document(
      .object([
        ("id", .text(request.segment(2))), ("name", .text("stand-in")), ("provider", .text("vendor")),
        ("indexing_technique", .text("high_quality")), ("embedding_available", .bool(true)),
        ("document_count", .number(Double(base.documents.count))),
        (
          "retrieval_model_dict",
          .object([
            ("search_method", .text("semantic_search")), ("reranking_enable", .bool(false)),
            ("top_k", .number(4)),
          ])
        ),
      ]))
  }

  private static func retrieve(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    guard let body = MockJSON.read(request.body), let question = body["query"]?.text, !question.isEmpty else {
      return .problem(400, "invalid_param", "query is required")
    }
    if question.unicodeScalars.count > 250 {
      return .problem(400, "invalid_param", "String should have at most 250 characters")
    }
    var random = MockRandom(seed: configuration.seed, text: question)
    let time = RunClock(configuration, number: 0).time(configuration.knowledge, &random)
    if question.contains("mock_fault: http-500") {
      return .problem(500, "internal_server_error", "Internal Server Error", after: time)
    }
    let model = body["retrieval_model"]
    let isLimited = model?["score_threshold_enabled"] == .bool(true)
    let found = base.search(
      question, most: model?["top_k"]?.wholeNumber ?? 4,
      atLeast: isLimited ? model?["score_threshold"]?.double ?? 0 : 0, at: now)
    let records = found.enumerated().map { record($1.0, score: $1.1, position: $0 + 1) }
    return .document(
      .object([("query", .object([("content", .text(question))])), ("records", .array(records))]), after: time
    )
  }

  private static func record(_ document: KnowledgeBase.Document, score: Double, position: Int) -> MockJSON {
    .object([
      (
        "segment",
        .object([
          ("id", .text(document.id)), ("position", .number(Double(position))),
          ("document_id", .text(document.id)),
          ("content", .text(document.text)), ("sign_content", .text(document.text)), ("answer", .null),
          ("word_count", .number(Double(document.text.count))),
          ("tokens", .number(Double(document.text.count / 4))),
          ("keywords", .array([])), ("hit_count", .number(1)), ("enabled", .bool(true)),
          ("status", .text("completed")), ("created_at", RunIdentity.created),
          (
            "document",
            .object([
              ("id", .text(document.id)), ("data_source_type", .text("upload_file")),
              ("name", .text(document.name)), ("doc_type", .null), ("doc_metadata", .null),
            ])
          ),
        ])
      ), ("child_chunks", .null), ("score", .number(score)), ("tsne_position", .null), ("files", .null),
    ])
  }

  private static func createByText(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    guard let body = MockJSON.read(request.body), let name = body["name"]?.text, let text = body["text"]?.text
    else { return .problem(400, "invalid_param", "Name and text are required") }
    guard body["indexing_technique"]?.text != nil else {
      return .problem(400, "invalid_param", "indexing_technique is required.")
    }
    return made(base.add(name: name, text: text, at: now), now)
  }

  private static func createByFile(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    guard let file = MultipartBody(request).file else {
      return .problem(400, "no_file_uploaded", "Please upload your file.")
    }
    return made(
      base.add(name: file.name, text: String(decoding: file.content.prefix(100_000), as: UTF8.self), at: now),
      now)
  }

  private static func made(_ document: KnowledgeBase.Document, _ now: Double) -> AnswerPlan {
    .document(
      .object([
        (
          "document",
          .object([
            ("id", .text(document.id)), ("position", .number(1)), ("data_source_type", .text("upload_file")),
            ("name", .text(document.name)), ("created_from", .text("api")), ("tokens", .number(0)),
            ("indexing_status", .text(document.status(at: now))), ("error", .null), ("enabled", .bool(true)),
          ])
        ), ("batch", .text(document.batch)),
      ]), after: 5)
  }

  private static func status(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    let found = base.documents.filter { $0.batch == request.segment(4) }
    if found.isEmpty { return .problem(404, "not_found", "Documents not found.") }
    let rows = found.map { document in
      MockJSON.object([
        ("id", .text(document.id)), ("indexing_status", .text(document.status(at: now))),
        ("error", document.status(at: now) == "error" ? .text("the embedding model refused it") : .null),
        ("completed_segments", .number(document.ends <= now ? 1 : 0)), ("total_segments", .number(1)),
      ])
    }
    return .document(.object([("data", .array(rows))]), after: 2)
  }

  private static func delete(
    _ request: MockRequest, _ configuration: MockConfiguration, _ base: KnowledgeBase, _ now: Double
  ) -> AnswerPlan {
    base.delete(request.segment(4))
      ? AnswerPlan(status: 204) : .problem(404, "not_found", "Document Not Exists.")
  }
}
