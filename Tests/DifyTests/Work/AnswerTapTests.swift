import CurlTransport
import MockDify
import RunModel
import Synchronization
import Testing

@testable import Dify

/// What is heard of a single task that is looked at.
@Suite struct AnswerTapTests {
  /// What an answer of the stand-in tells.
  private func heard(_ change: (inout MockConfiguration) -> Void) async throws -> [AskedEvent] {
    let heard = Mutex<[AskedEvent]>([])
    let server = try await MockDifyServer.start(EndToEndTests.quick(change))
    try withClient(TargetSpecification(baseURL: server.url), key: Secret("app-mock")) { client, scope in
      let reader = AnswerReader(scope: scope, keepsContent: false)
      let body = Array(#"{"inputs": {}, "user": "u", "response_mode": "streaming"}"#.utf8)
      let request = client.post("/workflows/run", body: body)
      reader.tap = AnswerTap(
        { event in heard.withLock { $0.append(event) } }, request, secrets: .none, start: .zero)
      _ = await client.transport.perform(request, reader)
      reader.finish()
    }
    await server.shutdown()
    return heard.withLock { $0 }
  }

  private func values(_ events: [AskedEvent]) -> [JSONValue] {
    events.compactMap { if case .event(let value, _) = $0 { value } else { nil } }
  }

  private func documents(_ events: [AskedEvent]) -> [JSONValue] {
    events.compactMap { if case .document(let value, _) = $0 { value } else { nil } }
  }

  @Test func eachEventIsHeardAsItIs() async throws {
    let events = try await heard { _ in }
    let names = values(events).map { $0["event"]?.stringValue }
    #expect(names.first == "workflow_started" && names.last == "workflow_finished" && !names.contains(nil))
    #expect(documents(events) == [], "a stream is no document")
  }

  /// A proxy's page is heard as its text.
  @Test func aPageIsHeardAsText() async throws {
    let events = try await heard { $0.faults = [.http502: 1] }
    #expect(values(events) == [])
    #expect(documents(events).count == 1 && documents(events)[0].stringValue?.contains("502") == true)
  }
}
