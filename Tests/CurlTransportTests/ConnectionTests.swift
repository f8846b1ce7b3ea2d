import CurlTransport
import Reactor
import Testing

@Suite struct ConnectionTests {
  private static func post(_ transport: Transport, _ server: ScriptedServer) async -> Transfer {
    await transport.perform(HTTPRequest(.post, server.url, body: Array("again".utf8)), Collector())
  }

  @Test func aFreshConnectionThatDiesIsAFailure() throws {
    let transfer = try withTransport([[.read, .reset]]) { await Self.post($0, $1) }
    #expect(transfer.failure == .reset(.waiting) && transfer.resends == 0)
  }

  /// The TCP connection stands, but the server says nothing to the TLS handshake.
  @Test func aTimeoutTellsThatTheConnectionNeverStood() throws {
    let failure = try withTransport([[.hang]]) { transport, server in
      let url = "https://127.0.0.1:\(server.port)/"
      return await transport.perform(HTTPRequest(.get, url, timeout: 50), Collector()).failure
    }
    #expect(failure == .timedOut(.connecting))
  }

  @Test func openConnectionsAreCounted() throws {
    let counts = try withTransport([[.read, .send(okAnswer), .hang]]) { transport, server in
      let before = transport.openConnections
      _ = await Self.post(transport, server)
      let kept = transport.openConnections
      transport.shutdown()
      return [before, kept, transport.openConnections]
    }
    #expect(counts == [0, 1, 0])
  }

  /// A socket's number comes back as soon as it is closed: what the loop knew of the old one must be gone.
  @Test func numbersOfClosedSocketsMayComeBack() throws {
    var options = TransportOptions()
    options.transfersPerMulti = 2
    options.resendsOnStaleConnection = true
    let once: [ScriptedServer.Step] = [.read, .send(okAnswer)]
    let failures = try withTransport([once], options: options) { transport, server in
      var failures: [TransferFailure] = []
      for _ in 0..<20 {
        if let failure = await Self.post(transport, server).failure { failures.append(failure) }
      }
      return failures
    }
    #expect(failures == [])
  }

  @Test func shutdownAbortsWhatIsUnderWay() throws {
    let failure = try withTransport([[.read, .hang]]) { transport, server in
      async let transfer = Self.post(transport, server)
      while server.requests.isEmpty { await Task.yield() }
      transport.shutdown()
      return await transfer.failure
    }
    #expect(failure == .cancelled(.waiting))
  }

  /// Its signal ends a request, and lets none begin after.
  @Test func aRequestEndsWhenItsTaskIsGivenUp() throws {
    let (failures, requests) = try withTransport([[.read, .hang]]) { transport, server in
      let signal = AbortSignal()
      let request = HTTPRequest(.post, server.url, headers: [], body: [1])
      async let waiting = transport.perform(request, Collector(), abortedBy: signal)
      while server.requests.isEmpty { await Task.yield() }
      signal.abort(on: transport.loop)
      let failures = await [
        waiting.failure, transport.perform(request, Collector(), abortedBy: signal).failure,
      ]
      return (failures, server.requests.count)
    }
    #expect(failures == [.cancelled(.waiting), .cancelled(.connecting)] && requests == 1)
  }

  @Test func nothingIsSentAfterShutdown() throws {
    let (transfer, requests) = try withTransport([[.read, .send(okAnswer)]]) { transport, server in
      transport.shutdown()
      return (await Self.post(transport, server), server.requests.count)
    }
    #expect(transfer.failure == .cancelled(.connecting) && requests == 0)
  }
}
