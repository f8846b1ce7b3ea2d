import CurlTransport
import Testing

/// What HTTP/2 has of its own to end a request with. Its frames are written by hand (RFC 9113, section 6).
@Suite struct GoAwayTests {
  /// A frame: length, type, flags, stream, payload.
  private static func frame(_ type: UInt8, stream: UInt8 = 0, _ payload: [UInt8] = []) -> String {
    let head: [UInt8] = [0, 0, UInt8(payload.count), type, 0, 0, 0, 0, stream]
    return String(decoding: head + payload, as: Unicode.UTF8.self)
  }

  private static let settings = frame(4)

  private static func goAway(lastStream: UInt8) -> String { frame(7, [0, 0, 0, lastStream, 0, 0, 0, 0]) }

  private static func send(_ answer: String, _ end: ScriptedServer.Step) throws -> (
    failure: TransferFailure?, connections: Int
  ) {
    var options = TransportOptions()
    options.http = .http2PriorKnowledge
    let script: [ScriptedServer.Step] = [
      .readSome, .send(settings + answer), .pause(microseconds: 100_000), end,
    ]
    return try withTransport([script], options: options) { transport, server in
      let request = HTTPRequest(.post, server.url, body: Array("once".utf8))
      let transfer = await transport.perform(request, Collector())
      return (transfer.failure, server.connections)
    }
  }

  /// A server that is going away and has not taken the stream, one that took it and then closes, one that resets the
  /// stream: a failure each, and no second connection on which the request came again.
  @Test(arguments: [
    goAway(lastStream: 0), goAway(lastStream: 1), frame(3, stream: 1, [0, 0, 0, 2]),
    frame(3, stream: 1, [0, 0, 0, 7]),
  ]) func endsTheRequestOnce(answer: String) throws {
    let (failure, connections) = try Self.send(answer, .close)
    #expect(failure != nil)
    #expect(connections == 1)
  }
}
