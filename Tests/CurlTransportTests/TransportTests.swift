import CurlTransport
import Reactor
import Testing

@Suite struct TransportTests {
  @Test func sendsAndReceives() throws {
    let (transfer, collector, request) = try withTransport([[.read, .send(okAnswer)]]) {
      transport, server in
      let collector = Collector()
      let request = HTTPRequest(.post, server.url, headers: ["X-One: 1"], body: Array("hello".utf8))
      let transfer = await transport.perform(request, collector)
      return (transfer, collector, server.requests.first ?? "")
    }
    #expect(transfer.status == 200 && transfer.failure == nil)
    #expect(collector.text == "{}" && collector.contentType == "application/json")
    #expect(request.hasPrefix("POST / HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\nhello"))
    #expect(request.contains("X-One: 1\r\n") && !request.contains("Expect:"))
    #expect(!transfer.reusedConnection && transfer.connect > 0)
    #expect(transfer.started <= transfer.connectionReady! && transfer.connectionReady! <= transfer.sent!)
    #expect(transfer.sent! <= transfer.firstByte! && transfer.firstByte! <= transfer.close)
    #expect(transfer.bytesReceived == Int64(okAnswer.utf8.count))
  }

  @Test func joinsChunks() throws {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let script: [ScriptedServer.Step] = [
      .read, .send(chunked), .send("3\r\nabc\r\n"), .pause(microseconds: 2000), .send("2\r\nde\r\n0\r\n\r\n"),
    ]
    let text = try withTransport([script]) { transport, server in
      let collector = Collector()
      _ = await transport.perform(HTTPRequest(.get, server.url), collector)
      return collector.text
    }
    #expect(text == "abcde")
  }

  static let failures: [([ScriptedServer.Step], TransferFailure)] = [
    ([.read, .reset], .reset(.waiting)),
    ([.read], .reset(.waiting)),
    ([.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")], .truncated),
    (
      [
        .read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
        .pause(microseconds: 1000),
      ], .truncated
    ),
    (
      [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .pause(microseconds: 5000), .reset],
      .truncated
    ),
    ([.read, .hang], .timedOut(.waiting)),
    ([.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .hang], .timedOut(.streaming)),
  ]

  @Test(arguments: 0..<failures.count) func tellsFailuresApart(index: Int) throws {
    let (script, failure) = Self.failures[index]
    let found = try withTransport([script]) { transport, server in
      await transport.perform(HTTPRequest(.post, server.url, body: [1], timeout: 60), Collector()).failure
    }
    #expect(found == failure)
  }

  @Test func tellsWhereNobodyListens() throws {
    let failures = try withTransport([[.read]]) { transport, _ in
      let refused = await transport.perform(HTTPRequest(.get, "http://127.0.0.1:1/"), Collector()).failure
      let unknown = await transport.perform(HTTPRequest(.get, "http://no-such-host.invalid/"), Collector())
        .failure
      let scheme = await transport.perform(HTTPRequest(.get, "gopher://127.0.0.1/"), Collector()).failure
      let tls = await transport.perform(HTTPRequest(.get, "https://127.0.0.1:1/"), Collector()).failure
      return [refused, unknown, scheme, tls]
    }
    guard case .connectRefused = failures[0], case .dns = failures[1], case .badURL = failures[2],
      case .connectRefused = failures[3]
    else {
      Issue.record("\(failures)")
      return
    }
  }

  @Test func keepsConnectionsAndSurvivesDeadOnes() throws {
    let alive: [ScriptedServer.Step] = [.read, .send(okAnswer), .read, .send(okAnswer)]
    var options = TransportOptions()
    options.resendsOnStaleConnection = true
    let scripts = [alive, [.read, .send(okAnswer)]]
    let (transfers, connections) = try withTransport(scripts, options: options) { transport, server in
      var transfers: [Transfer] = []
      for _ in 0..<3 {
        transfers.append(await transport.perform(HTTPRequest(.post, server.url, body: [1]), Collector()))
      }
      return (transfers, server.connections)
    }
    #expect(
      transfers.map(\.failure) == [nil, nil, nil], "the third met a connection that had died while idle")
    #expect(transfers.map(\.reusedConnection) == [false, true, false])
    #expect(
      transfers[0].localPort == transfers[1].localPort && transfers[1].localPort != transfers[2].localPort)
    #expect(connections == 2)
  }

  @Test func newEachTimeKeepsNone() throws {
    var options = TransportOptions()
    options.strategy = .new
    let connections = try withTransport([[.read, .send(okAnswer)]], options: options) {
      transport, server in
      for _ in 0..<3 { _ = await transport.perform(HTTPRequest(.get, server.url), Collector()) }
      return server.connections
    }
    #expect(connections == 3)
  }

  @Test func usersKeepTheirOwnConnections() throws {
    var options = TransportOptions()
    options.strategy = .perUser
    let reused = try withTransport([[.read, .send(okAnswer), .hang]], options: options) {
      transport, server in
      var reused: [Bool] = []
      for user in [1, 2] {
        reused.append(
          await transport.perform(HTTPRequest(.get, server.url, user: user), Collector()).reusedConnection)
      }
      return reused
    }
    #expect(reused == [false, false])
  }

  @Test func aCancelledTaskAbortsItsTransferAtOnce() throws {
    let failure = try withTransport([[.read, .hang]]) { transport, server in
      await withTaskGroup(of: TransferFailure?.self) { group in
        group.addTask { await transport.perform(HTTPRequest(.get, server.url), Collector()).failure }
        while server.requests.isEmpty { await Task.yield() }
        group.cancelAll()
        return await group.next() ?? nil
      }
    }
    #expect(failure == .cancelled(.waiting))
  }

  @Test func theConsumerMayEndIt() throws {
    let script: [ScriptedServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabcdef"), .hang,
    ]
    let transfer = try withTransport([script]) { transport, server in
      let collector = Collector()
      collector.stopAfter = 3
      return await transport.perform(HTTPRequest(.get, server.url), collector)
    }
    #expect(transfer.endedByConsumer && transfer.failure == nil)
  }

  @Test func theConsumerMayWantOnlyWhatComesSoon() throws {
    let script: [ScriptedServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabcdef"), .hang,
    ]
    let (transfer, text) = try withTransport([script]) { transport, server in
      let collector = Collector()
      collector.patience = 20_000_000
      return (await transport.perform(HTTPRequest(.get, server.url), collector), collector.text)
    }
    #expect(transfer.endedByConsumer && transfer.failure == nil && text == "abcdef")
    #expect(transfer.close.nanoseconds - transfer.firstByte!.nanoseconds >= 20_000_000)
  }

  @Test func bodiesAreBounded() throws {
    var options = TransportOptions()
    options.maxBodyBytes = 4
    let script: [ScriptedServer.Step] = [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef")]
    let failure = try withTransport([script], options: options) { transport, server in
      await transport.perform(HTTPRequest(.get, server.url), Collector()).failure
    }
    #expect(failure == .tooLarge)
  }

  @Test func manyAtOnceAllComeBack() throws {
    let ends = try withTransport([[.read, .send(lastAnswer)]]) { transport, server in
      await withTaskGroup(of: String.self) { group in
        for _ in 0..<30 {
          group.addTask {
            let transfer = await transport.perform(HTTPRequest(.get, server.url), Collector())
            return transfer.failure.map { "\($0)" } ?? "\(transfer.status)"
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(ends == Array(repeating: "200", count: 30))
  }

  @Test func versionsAreKnown() {
    #expect(CurlLibrary.versionsByName["libcurl"] != nil)
    #expect(CurlLibrary.versions.contains("SSL"))
  }
}
