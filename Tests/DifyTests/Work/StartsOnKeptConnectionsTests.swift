import CurlTransport
import Dify
import MockDify
import Reactor
import Testing

/// How many requests are begun in a turn of the loop, with connections to be opened and with kept ones.
@Suite struct StartsOnKeptConnectionsTests {
  private final class Ignored: ResponseConsumer {
    func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {}
    func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite { .more }
  }

  private static func wave(_ transport: Transport, _ url: String) async -> Int {
    await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<12 {
        group.addTask(executorPreference: transport.loop) {
          let request = HTTPRequest(
            .post, url + "/workflows/run",
            headers: ["Authorization: Bearer app-mock", "Content-Type: application/json"],
            body: Array(#"{"inputs": {"query": "a"}, "response_mode": "blocking", "user": "u"}"#.utf8))
          return await transport.perform(request, Ignored()).status
        }
      }
      return await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
    }
  }

  /// Of twelve that come in one turn the others wait: for new connections all but one, for kept ones all but so many.
  @Test(arguments: [1, 3, 5]) func keptConnectionsTakeMore(perTurn: Int) async throws {
    var configuration = MockConfiguration()
    // So long that all twelve are under way together: each has a connection of its own then.
    (configuration.firstByte, configuration.firstText, configuration.gap) = (1500, 0, 0)
    let server = try await MockDifyServer.start(configuration)
    let loop = try EpollLoop()
    let waited = try loop.runBlocking { [url = server.url] in
      var options = TransportOptions()
      options.startsPerTurn = perTurn
      let transport = Transport(loop: loop, options: options)
      defer { transport.shutdown() }
      let first = (await Self.wave(transport, url), transport.takeMostWaiting())
      let second = (await Self.wave(transport, url), transport.takeMostWaiting())
      return [first.0, first.1, second.0, second.1]
    }
    loop.shutdown()
    await server.shutdown()
    #expect(waited == [12, 11, 12, 12 - perTurn])
  }
}
