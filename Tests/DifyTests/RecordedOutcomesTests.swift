import CurlTransport
import RunModel
import ServerSentEvents
import Testing

@testable import Dify

/// Every recorded run of a real Dify 1.11.2 and what it is, by DifyAPI.md.
@Suite struct RecordedOutcomesTests {
  struct Expected: Sendable {
    var status: TaskStatus
    var failure: FailureClass?
    var names: [String]
  }

  static let table: [Expected] = [
    Expected(
      status: .error, failure: .gateway,
      names: [
        "nginx-502-api-down",
        "nginx-504-slow-blocking-short-read-timeout",
      ]),
    Expected(
      status: .error, failure: .http5xx,
      names: [
        "error-json-array-body",
        "overload-db-pool-exhausted-500-blocking",
        "overload-db-pool-exhausted-500-streaming",
      ]),
    Expected(
      status: .error, failure: .streamTruncated,
      names: [
        "nginx-slow-streaming-cut-by-short-read-timeout", "workflow-server-killed-streaming",
        "workflow-client-disconnect-streaming",
      ]),
    Expected(
      status: .failed, failure: .appRefused,
      names: [
        "chat-limit1-over-limit-blocking",
        "chat-limit1-over-limit-streaming",
        "workflow-limit2-held-by-streams-over-limit-blocking",
        "workflow-limit2-held-by-streams-over-limit-streaming",
        "workflow-limit2-over-limit-blocking",
        "workflow-limit2-over-limit-streaming",
        "workflow-limit2-slots-leaked-after-server-kill",
      ]),
    Expected(
      status: .failed, failure: .auth,
      names: [
        "error-bad-api-key",
        "error-no-authorization",
        "error-wrong-auth-scheme",
        "nginx-error-bad-api-key",
      ]),
    Expected(
      status: .failed, failure: .badRequest,
      names: [
        "agent-blocking-refused",
        "error-chat-missing-query",
        "error-conversation-of-other-user",
        "error-empty-body",
        "error-inputs-not-object",
        "error-invalid-json",
        "error-malformed-conversation-id",
        "error-missing-inputs-field",
        "error-missing-required-input",
        "error-missing-required-input-streaming",
        "error-missing-user",
        "error-missing-user-streaming",
        "error-response-mode-unknown",
        "error-select-not-in-options",
        "error-text-too-long",
        "error-unknown-conversation-id",
        "error-unknown-conversation-id-streaming",
        "error-workflow-version-malformed",
        "error-workflow-version-unknown",
        "error-wrong-app-mode-chat-key-on-workflow",
        "error-wrong-app-mode-completion-endpoint",
        "error-wrong-app-mode-workflow-key-on-chat",
        "error-wrong-content-type",
        "error-wrong-type-number",
        "error-wrong-type-text",
        "workflow-run-file-input-is-string",
        "workflow-run-with-file-unknown-id",
      ]),
    Expected(
      status: .failed, failure: .modelError,
      names: [
        "chat-basic-err429-blocking",
        "chat-basic-err429-streaming",
        "chat-basic-err500-blocking",
        "chat-basic-err500-streaming",
        "chat-basic-errmid-blocking",
        "chat-basic-errmid-streaming",
        "chat-llm-err429-blocking",
        "chat-llm-err429-streaming",
        "chat-llm-err500-blocking",
        "chat-llm-err500-streaming",
        "chat-llm-errmid-blocking",
        "chat-llm-errmid-streaming",
        "workflow-llm-err429-blocking",
        "workflow-llm-err429-streaming",
        "workflow-llm-err500-blocking",
        "workflow-llm-err500-streaming",
        "workflow-llm-errmid-blocking",
        "workflow-llm-errmid-streaming",
      ]),
    Expected(
      status: .failed, failure: .partial,
      names: [
        "workflow-partial-succeeded-blocking",
        "workflow-partial-succeeded-with-retries-streaming",
      ]),
    Expected(
      status: .failed, failure: .stopped,
      names: [
        "chat-llm-stop-by-other-user-streaming",
        "chat-llm-stopped-streaming", "workflow-stopped-streaming",
      ]),
    Expected(
      status: .failed, failure: .workflowFailed,
      names: [
        "chat-failed-node-blocking",
        "chat-failed-node-streaming",
        "workflow-failed-node-blocking",
        "workflow-failed-node-streaming",
      ]),
    Expected(
      status: .succeeded, failure: nil,
      names: [
        "agent-streaming",
        "chat-basic-blocking",
        "chat-basic-streaming",
        "chat-empty-conversation-id-streaming",
        "chat-first-turn-blocking",
        "chat-first-turn-blocking-no-auto-name",
        "chat-first-turn-streaming",
        "chat-limit1-after-limit-freed-blocking",
        "chat-llm-blocking",
        "chat-llm-first-turn-streaming",
        "chat-llm-no-auto-name-streaming",
        "chat-llm-second-turn-streaming",
        "chat-second-turn-blocking",
        "chat-second-turn-streaming",
        "chat-slow-1500ms-streaming",
        "chat-unicode-streaming",
        "completion-blocking",
        "completion-streaming",
        "nginx-chat-llm-streaming",
        "nginx-workflow-run-blocking",
        "nginx-workflow-run-streaming",
        "overload-waited-30s-then-ok-blocking",
        "overload-waited-30s-then-ok-streaming",
        "workflow-empty-string-required-input",
        "workflow-extra-inputs-ignored-blocking",
        "workflow-limit2-after-limit-freed-blocking",
        "workflow-limit2-held-by-streams-after-limit-freed-blocking",
        "workflow-llm-blocking",
        "workflow-llm-streaming",
        "workflow-run-accept-gzip-blocking",
        "workflow-run-blocking",
        "workflow-run-by-version-blocking",
        "workflow-run-no-response-mode",
        "workflow-run-streaming",
        "workflow-run-trace-id-header",
        "workflow-run-with-file-blocking",
        "workflow-run-with-file-other-user", "workflow-slow-1500ms-blocking",
        "workflow-slow-1500ms-streaming",
        "workflow-slow-25s-streaming-with-pings", "workflow-template-streaming", "workflow-unicode-blocking",
      ]),
  ]

  @Test(arguments: table) func isClassifiedByItsContent(expected: Expected) throws {
    for name in expected.names {
      let (verdict, reader) = try Recording(name).outcome()
      #expect(reader.exchange.anomalies == nil, "\(name): a real Dify is not odd")
      #expect(verdict.status == expected.status && verdict.failure == expected.failure, "\(name): \(verdict)")
    }
  }

  @Test func noRecordedRunIsForgotten() throws {
    let known = Set(Self.table.flatMap(\.names))
    for name in Recording.names where !known.contains(name) {
      let recording = try Recording(name)
      let isRun =
        recording.requestLine.hasPrefix("POST")
        && ["/workflows/run", "/run ", "/chat-messages ", "/completion-messages "].contains {
          recording.requestLine.contains($0)
        }
      #expect(!isRun || recording.status == 0, "\(name)")
    }
  }

  @Test func howTheStreamIsCutPlaysNoRole() throws {
    for name in [
      "workflow-llm-streaming", "chat-llm-first-turn-streaming", "agent-streaming",
      "chat-llm-errmid-streaming",
    ] {
      let recording = try Recording(name)
      let whole = try recording.outcome(pieces: .max)
      for size in [1, 2, 3, 7, 64, 500] {
        let cut = try recording.outcome(pieces: size)
        #expect(cut.verdict == whole.verdict && cut.reader.facts == whole.reader.facts, "\(name) by \(size)")
        #expect(cut.reader.exchange.events == whole.reader.exchange.events)
      }
    }
  }

  @Test func numbersAreRead() throws {
    let (_, workflow) = try Recording("workflow-llm-streaming").outcome()
    #expect(workflow.exchange.tokens?.total == 22 && workflow.exchange.price?.description == "0.000034")
    #expect(workflow.exchange.nodes.map(\.type) == ["start", "llm", "end"])
    #expect(workflow.exchange.nodes.allSatisfy { $0.startedAt != nil && $0.status == "succeeded" })
    #expect(
      workflow.exchange.serverElapsed != nil && workflow.exchange.runID != nil
        && workflow.exchange.taskID != nil)
    let (_, chat) = try Recording("chat-llm-second-turn-streaming").outcome()
    #expect(chat.exchange.conversationID != nil && chat.exchange.messageID != nil)
    #expect(chat.exchange.tokens?.completion ?? 0 > 0 && !chat.facts.text.isEmpty)
    let (_, unicode) = try Recording("chat-unicode-streaming").outcome()
    #expect(unicode.facts.text.unicodeScalars.contains { $0.value > 0xffff }, "surrogate pairs are joined")
    let (_, pings) = try Recording("workflow-slow-25s-streaming-with-pings").outcome()
    #expect(pings.exchange.pings == 2)
  }

  @Test func blankTextIsNoFirstToken() throws {
    let (_, reader) = try Recording("workflow-run-streaming").outcome()
    #expect(reader.exchange.textEvents == 3, "two of the five deltas are line breaks")
    #expect(reader.exchange.gaps.count == 2)
  }
}

/// A server whose every answer is 200: none of these is a success.
@Suite struct FlattererTests {
  static let bodies = [
    "data: {\"event\": \"workflow_started\", \"task_id\": \"t\"}\n\ndata: {\"event\": \"error\", \"code\": \"internal_server_error\", \"status\": 500, \"message\": \"x\"}\n\n",
    "data: {\"event\": \"workflow_finished\", \"data\": {\"status\": \"failed\", \"error\": \"x\"}}\n\n",
    "data: {\"event\": \"workflow_finished\", \"data\": {\"status\": \"stopped\"}}\n\n",
    "data: {\"event\": \"workflow_finished\", \"data\": {\"status\": \"unheard-of\"}}\n\n",
    "data: {\"event\": \"workflow_finished\", \"data\": {}}\n\n",
    "data: {\"event\": \"text_chunk\", \"task_id\": \"t\", \"data\": {\"text\": \"hi\"}}\n\n",
    "data: {\"event\": \"workflow_paused\", \"data\": {}}\n\n",
    "data: not json\n\n", "event: ping\n\n", "",
  ]

  @Test(arguments: bodies) func isNotBelieved(body: String) throws {
    for family in [OutcomeClassifier.Family.workflow, .chatflow, .message] {
      var fold = StreamFold(keepsContent: false)
      var parser = EventStreamParser()
      try parser.feed(Array(body.utf8).span.bytes, to: &fold)
      let verdict = OutcomeClassifier.judge(
        family: family, httpStatus: 200, isStream: true, isJSON: false, facts: fold.reader.facts,
        endsInsideEvent: parser.isInsideEvent)
      #expect(verdict.status != .succeeded && verdict.failure != nil, "\(body)")
    }
  }

  @Test(arguments: [
    "", "{", "{}", "null", "[]", "{\"data\": {}}", "{\"data\": {\"status\": \"failed\"}}",
    "{\"answer\": \" \"}", "{\"answer\": \"x\"} trailing",
  ])
  func norIsADocument(body: String) {
    var reader = DocumentReader()
    reader.readDocument(Array(body.utf8))
    let verdict = OutcomeClassifier.judge(
      family: .workflow, httpStatus: 200, isStream: false, isJSON: true, facts: reader.facts,
      endsInsideEvent: false)
    #expect(verdict.status != .succeeded && verdict.failure != nil, "\(body)")
  }
}
