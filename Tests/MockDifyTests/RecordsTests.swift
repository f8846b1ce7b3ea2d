import Testing

@testable import MockDify

/// What the stand-in's own tables say.
@Suite struct RecordsTests {
  private static func records(_ app: MockConfiguration.App, _ count: Int) -> [RunRecord] {
    (0..<count).map { number in
      var configuration = MockConfiguration()
      configuration.app = app
      let body = MockJSON.object([("inputs", .object([])), ("query", .text("q\(number)"))])
      let request = RunRequest(
        kind: app == .workflow ? .workflow : .chat, body: body, isStreaming: true, user: "u\(number % 2)")
      var record = RunAnswers(configuration: configuration).plan(request, number: UInt64(number)).record!
      (record.created, record.status) = (1000 + number, number % 3 == 0 ? .failed : .succeeded)
      return record
    }
  }

  private func ask(
    _ uri: String, _ app: MockConfiguration.App, _ records: [RunRecord],
    generation: MockConfiguration.Generation = .v1_11
  ) throws -> (status: Int, json: MockJSON) {
    var configuration = MockConfiguration()
    (configuration.app, configuration.generation) = (app, generation)
    let request = MockRequest(
      method: "GET", uri: "/v1" + uri, authorization: "Bearer app-mock", contentType: nil, body: [])
    var plan: AnswerPlan?
    switch Routes(configuration: configuration).decide(request) {
    case .answer(let answer): plan = answer
    case .look(let look): plan = look(records)
    default: break
    }
    let answer = try #require(plan)
    return (answer.status, try #require(MockJSON.read(answer.body)))
  }

  private func list(_ json: MockJSON?) -> [MockJSON] { if case .array(let all)? = json { all } else { [] } }

  @Test(arguments: [
    ("", 20, true), ("?limit=100", 30, false), ("?limit=100&status=failed", 10, false),
    ("?limit=10&page=3", 10, false), ("?limit=10&page=4", 0, false),
    ("?limit=100&created_by_end_user_session_id=u1", 15, false),
    ("?limit=100&created_at__after=1970-01-01T00%3A17%3A00Z", 10, false),
    ("?limit=100&created_at__before=1970-01-01T00%3A16%3A44Z", 5, false),
  ])
  func logsArePagedAndChosen(query: String, count: Int, hasMore: Bool) throws {
    let (status, page) = try ask("/workflows/logs" + query, .workflow, Self.records(.workflow, 30))
    #expect(status == 200 && list(page["data"]).count == count && page["has_more"] == .bool(hasMore))
  }

  @Test(arguments: [
    ("1970-01-02T00:00:01Z", 86_401 as Int?), ("1000000000000000000-01-01T00:00:00Z", nil),
    ("1970-13-01T00:00:00Z", nil), ("1970-01-01T99999999999999999:00:00Z", nil), ("now", nil),
  ])
  func instantsAreRead(text: String, seconds: Int?) { #expect(QueryText.seconds(text) == seconds) }

  @Test(arguments: [
    #"[{"type": "knowledge-retrieval", "ms": 5, "retries": 1}]"#, #"[{"type": "llm", "handled": true}]"#,
    #"[{"type": "loop", "rounds": 1e30, "steps": [{"type": "code"}]}]"#,
    #"[{"type": "loop", "rounds": "nan", "steps": [{"type": "code"}]}]"#,
    #"[{"type": "loop", "rounds": 200, "steps": [{"type": "loop", "rounds": 200, "steps": [{"type": "code"}]}]}]"#,
  ])
  func aGraphThatCannotBeIsRefused(json: String) {
    #expect(GraphStep.read(MockJSON.read(Array(json.utf8))) == nil)
  }

  @Test func theNewestComesFirst() throws {
    let records = Self.records(.workflow, 3)
    let (_, page) = try ask("/workflows/logs", .workflow, records)
    let ids = list(page["data"]).map { $0["workflow_run"]?["id"]?.text }
    #expect(ids == records.reversed().map(\.runID))
    #expect(list(page["data"])[0]["created_by_end_user"]?["session_id"] == .text("u0"))
  }

  @Test(arguments: ["limit=0", "limit=101", "page=0"]) func aPageOutOfRangeIsRefused(query: String) throws {
    #expect(try ask("/workflows/logs?" + query, .workflow, []).status == 400)
  }

  @Test(arguments: [(MockConfiguration.Generation.v1_11, 200), (.v1_16, 404)])
  func aRunThatIsNotThere(generation: MockConfiguration.Generation, status: Int) throws {
    let records = Self.records(.workflow, 1)
    let missing = try ask("/workflows/run/none", .workflow, records, generation: generation)
    #expect(missing.status == status && (status == 404 || missing.json["id"] == .null))
    let found = try ask("/workflows/run/\(records[0].runID)", .workflow, records, generation: generation)
    #expect(found.json["id"] == .text(records[0].runID) && found.json["status"] == .text("failed"))
  }

  @Test func chatsHaveConversationsAndMessages() throws {
    let records = Self.records(.chat, 6)
    let (_, page) = try ask("/conversations?user=u1", .chat, records)
    let own = records.filter { $0.user == "u1" }
    #expect(list(page["data"]).map { $0["id"]?.text } == own.reversed().map(\.conversationID))
    let id = own[0].conversationID
    let (_, messages) = try ask("/messages?conversation_id=\(id)&user=u1", .chat, records)
    #expect(list(messages["data"]).map { $0["id"]?.text } == [own[0].messageID])
    #expect(try ask("/messages?conversation_id=\(id)&user=u0", .chat, records).status == 404)
  }

  /// Pages go backwards; within each the oldest comes first.
  @Test func messagesArePagedBackwards() throws {
    var records = Self.records(.chat, 5)
    let first = records[0]
    records = records.map { record in
      var body = MockJSON.object([("inputs", .object([])), ("conversation_id", .text(first.conversationID))])
      body = .object([
        ("inputs", body["inputs"]!), ("conversation_id", body["conversation_id"]!),
        ("query", .text(record.question)),
      ])
      var configuration = MockConfiguration()
      configuration.app = .chat
      return RunAnswers(configuration: configuration).plan(
        RunRequest(kind: .chat, body: body, isStreaming: true, user: "u"), number: 1
      ).record!
    }
    let uri = "/messages?conversation_id=\(first.conversationID)&user=u&limit=2"
    let (_, newest) = try ask(uri, .chat, records)
    #expect(list(newest["data"]).map { $0["id"]?.text } == records[3...4].map(\.messageID))
    let (_, next) = try ask(uri + "&first_id=\(records[3].messageID)", .chat, records)
    #expect(list(next["data"]).map { $0["id"]?.text } == records[1...2].map(\.messageID))
    #expect(next["has_more"] == .bool(true))
  }

  @Test(arguments: [
    ("/conversations?user=u", MockConfiguration.App.workflow, "not_chat_app"),
    ("/workflows/run/x", .chat, "not_workflow_app"), ("/messages?user=u", .completion, "not_chat_app"),
  ])
  func anotherAppsListsAreRefused(uri: String, app: MockConfiguration.App, code: String) throws {
    let (status, json) = try ask(uri, app, [])
    #expect(status == 400 && json["code"] == .text(code))
  }

  /// What is listed has the fields of the real lists, and no others.
  @Test(arguments: [
    ("workflow-logs", MockConfiguration.App.workflow, "/workflows/logs"),
    ("workflow-run-detail", .workflow, "/workflows/run/RUN"),
    ("workflow-run-detail-unknown-id", .workflow, "/workflows/run/none"),
    ("conversations-list", .chat, "/conversations?user=u0"),
    ("messages-list", .chat, "/messages?conversation_id=TALK&user=u0"),
  ])
  func recordsHaveTheRealFields(name: String, app: MockConfiguration.App, uri: String) throws {
    let recording = try #require(Recording(exchange: try AgainstRecordingsTests.fixture(name + ".http")))
    let real = try #require(MockJSON.read(recording.plan().body))
    let records = Self.records(app, 3)
    let address = uri.replacing("RUN", with: records[0].runID).replacing(
      "TALK", with: records[0].conversationID)
    let (status, ours) = try ask(address, app, records)
    #expect(status == 200 && Self.shape(ours) == Self.shape(real), "\(Self.shape(ours)) \(Self.shape(real))")
  }

  /// Names of members, in lists of the first element, at every depth but within what users have put in.
  private static func shape(_ value: MockJSON, _ path: String = "") -> Set<String> {
    switch value {
    case .object(let members) where !path.hasSuffix(".inputs"):
      members.reduce(into: [path]) { $0.formUnion(shape($1.value, path + "." + $1.name)) }
    case .array(let elements): elements.first.map { shape($0, path + "[]") } ?? [path]
    default: [path]
    }
  }

  @Test(arguments: [
    ("/a?x=1&y=a%20b+c", ["x": "1", "y": "a b c"]), ("/a", [:]), ("/a?flag", ["flag": ""]),
    ("/a?x=%zz", ["x": "%zz"]),
  ])
  func queriesAreDecoded(uri: String, members: [String: String]) {
    #expect(QueryText.members(uri) == members)
  }

  @Test(arguments: [("1970-01-02T00:00:01Z", 86_401), ("2026-11-28T10:00:00Z", 1_795_860_000)])
  func datesAreSeconds(text: String, seconds: Int) {
    #expect(QueryText.seconds(text) == seconds && QueryText.seconds("tomorrow") == nil)
  }
}
