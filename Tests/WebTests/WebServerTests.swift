import Foundation
import Testing

@testable import WebServer

/// The server on real sockets: what a client can ask for is bounded.
@Suite(.serialized) struct WebServerTests {
  private static func serving(
    _ limits: WebLimits = WebLimits(), _ answer: @escaping @Sendable (WebRequest) -> WebAnswer = echo,
    _ body: (WebServer) async throws -> Void
  ) async throws {
    let server = try await WebServer.start(host: "127.0.0.1", port: 0, limits: limits, answer: answer)
    do { try await body(server) } catch {
      await server.shutdown()
      throw error
    }
    await server.shutdown()
  }

  private static let echo: @Sendable (WebRequest) -> WebAnswer = { request in
    .text(200, "\(request.method.rawValue) \(request.path) \(request.query) \(request.body.count)")
  }

  private static func lines(_ count: Int) -> String { (0..<count).map { "x-\($0): 1\r\n" }.joined() }

  @Test(arguments: [
    ("GET /a?b=c HTTP/1.1\r\nconnection: close\r\n\r\n", "200 OK", "GET /a b=c 0\n"),
    ("HEAD /a HTTP/1.1\r\nconnection: close\r\n\r\n", "content-length: 11\r\n", "\r\n\r\n"),
    ("POST /a HTTP/1.1\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc", "200 OK", "POST /a  3\n"),
    ("GET /\(String(repeating: "x", count: 9000)) HTTP/1.1\r\n\r\n", "414", ""),
    ("GET / HTTP/1.1\r\n\(lines(70))\r\n", "431", ""),
    ("POST / HTTP/1.1\r\ncontent-length: 70000\r\n\r\n\(String(repeating: "x", count: 70000))", "413", ""),
    ("nonsense\r\n\r\n", "400 Bad Request", ""),
    ("GET / HTTP/1.0\r\n\r\n", "200", "GET /  0\n"),
  ]) func asksAndAnswers(request: String, status: String, end: String) async throws {
    try await Self.serving { server in
      let answer = try RawClient.ask(server.port, request)
      #expect(answer.contains(status) && answer.hasSuffix(end), "\(answer)")
    }
  }

  @Test func oneConnectionHasManyRequests() async throws {
    try await Self.serving { server in
      let client = try RawClient(port: server.port)
      client.send(
        "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\nconnection: close\r\n\r\n")
      let text = client.read()
      let places = ["GET /1", "GET /2", "GET /3"].compactMap { text.range(of: $0)?.lowerBound }
      #expect(places.count == 3 && places == places.sorted())
    }
  }

  /// Who sends no whole request in time is sent away, and one more connection than allowed is closed.
  @Test func slowClientsAndTooManyAreSentAway() async throws {
    var limits = WebLimits()
    (limits.patience, limits.connections) = (0.2, 3)
    try await Self.serving(limits) { server in
      let slow = try RawClient(port: server.port)
      slow.send("GET / HT")
      #expect(slow.read() == "")
    }
    limits.patience = 30
    try await Self.serving(limits) { server in
      let held = try (0..<3).map { _ in try RawClient(port: server.port) }
      for client in held {
        client.send("GET /held HTTP/1.1\r\n\r\n")
        #expect(client.read(until: "/held").contains("200 OK"))
      }
      #expect(try RawClient.ask(server.port, "GET / HTTP/1.1\r\n\r\n") == "")
    }
  }

  /// Answers are made by threads that give way to others; what is done afterwards is not: threads that it begins inherit it.
  @Test func whatAnswersGivesWayAndWhatIsBegunDoesNot() async throws {
    let (asked, begun) = AsyncStream<Int32>.makeStream()
    let own = Self.niceness
    try await Self.serving(
      WebLimits(),
      { _ in
        var answer = WebAnswer.text(200, "\(Self.niceness)")
        answer.afterwards = { begun.yield(Self.niceness) }
        return answer
      }
    ) { server in
      let answer = try RawClient.ask(server.port, "GET / HTTP/1.1\r\nconnection: close\r\n\r\n")
      #expect(answer.hasSuffix("\(max(own, 10))\n"), "\(answer)")
      let later = await asked.first { _ in true }
      #expect(later == own)
    }
  }

  /// Of the calling thread.
  private static var niceness: Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

  /// Fifty viewers get each frame, the fifty-first is told that there are enough.
  @Test func fiftyViewersShareEachFrame() async throws {
    var limits = WebLimits()
    limits.viewers = 50
    let events = EventBroadcast()
    try await Self.serving(limits, { _ in .events(events) }) { server in
      let viewers = try (0..<50).map { _ in try Self.viewer(server.port) }
      while events.viewers < 50 { try await Task.sleep(for: .milliseconds(5)) }
      let late = try RawClient.ask(server.port, "GET / HTTP/1.1\r\n\r\n")
      #expect(late.contains("503") && late.contains("retry-after: 10"))
      events.publish(EventFrame.bytes("state", "one"))
      for viewer in viewers { #expect(viewer.read(until: "data: one").contains("event: state")) }
      events.finish(EventFrame.bytes("end", "over"))
      for viewer in viewers { #expect(viewer.read().contains("data: over")) }
    }
    #expect(events.viewers == 0)
  }

  /// 200 frames of 1 MB for one who does not read: it misses most, and gets the newest when it reads again.
  @Test func aViewerThatDoesNotReadMissesFrames() async throws {
    var limits = WebLimits()
    limits.patience = 3600
    let events = EventBroadcast()
    let frame = EventFrame.bytes("state", String(repeating: "x", count: 1 << 20))
    try await Self.serving(limits, { _ in .events(events) }) { server in
      let viewer = try Self.viewer(server.port)
      while events.viewers < 1 { try await Task.sleep(for: .milliseconds(5)) }
      for _ in 0..<200 { events.publish(frame) }
      events.finish(EventFrame.bytes("end", "over"))
      let text = viewer.read()
      #expect(text.contains("data: over"), "the last frame always comes")
      #expect(text.components(separatedBy: "event: state").count < 50)
    }
  }

  private static func viewer(_ port: Int) throws -> RawClient {
    let client = try RawClient(port: port)
    client.send("GET / HTTP/1.1\r\n\r\n")
    return client
  }
}
