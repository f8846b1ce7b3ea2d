import CurlTransport
import Reactor

/// Gathers an answer's text.
final class Collector: ResponseConsumer, @unchecked Sendable {
  var status = 0
  var contentType: String?
  var text = ""
  var stopAfter = Int.max
  var patience: Int64?

  func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {
    status = head.status
    contentType = head.value("content-type")
  }

  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite {
    text += bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    if text.utf8.count >= stopAfter { return .nothing }
    return patience.map { .moreFor(nanoseconds: $0) } ?? .more
  }
}

/// Runs requests against a server on a loop of their own.
func withTransport<Value: Sendable>(
  _ scripts: [[ScriptedServer.Step]], options: TransportOptions = TransportOptions(),
  _ body: @escaping @Sendable (Transport, ScriptedServer) async throws -> Value
) throws -> Value {
  let server = try ScriptedServer(scripts)
  defer { server.stop() }
  let loop = try EpollLoop()
  defer { loop.shutdown() }
  return try loop.runBlocking {
    let transport = Transport(loop: loop, options: options)
    defer { transport.shutdown() }
    return try await body(transport, server)
  }
}

/// The smallest good answer.
let okAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/// The same from a server that says that it closes the connection: a request that came upon one of which it is not said
/// could be lost with it.
let lastAnswer = okAnswer.replacing("Content-Length", with: "Connection: close\r\nContent-Length")
