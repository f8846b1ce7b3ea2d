import CurlTransport
import Glibc
import Testing

/// No request is written twice, unless that was ordered. The server counts what it gets.
@Suite struct RepeatTests {
  /// One of each way in which libcurl writes a request.
  static let kinds = ["get", "delete", "post nothing", "post", "put", "large post", "upload"]

  private static func request(_ kind: String, _ url: String) -> HTTPRequest {
    switch kind {
    case "get": HTTPRequest(.get, url)
    case "delete": HTTPRequest(.delete, url)
    case "post nothing": HTTPRequest(.post, url)
    case "put": HTTPRequest(.put, url, body: Array("{}".utf8))
    case "large post": HTTPRequest(.post, url, body: [UInt8](repeating: 0x78, count: 300_000))
    case "upload": HTTPRequest(.post, url, upload: MultipartFile(path: "/etc/hostname", fileName: "a"))
    default: HTTPRequest(.post, url, body: Array("once".utf8))
    }
  }

  private struct Seen: Sendable {
    var transfers: [Transfer]
    var requests: Int
    var connections: Int
  }

  /// Sends so many requests, one after the other, to a server that does that to each connection.
  private static func send(
    _ count: Int, _ kind: String, _ scripts: [[ScriptedServer.Step]], resends: Bool = false
  ) throws -> Seen {
    var options = TransportOptions()
    options.resendsOnStaleConnection = resends
    return try withTransport(scripts, options: options) { transport, server in
      var transfers: [Transfer] = []
      for _ in 0..<count {
        transfers.append(await transport.perform(request(kind, server.url), Collector()))
      }
      return Seen(transfers: transfers, requests: server.requests.count, connections: server.connections)
    }
  }

  private static let answered: [ScriptedServer.Step] = [.read, .send(okAnswer)]

  /// Longer than TCP puts off an acknowledgement.
  private static let afterAcknowledgement = ScriptedServer.Step.pause(microseconds: 60_000)

  @Test(arguments: kinds, [ScriptedServer.Step.reset, .close])
  func aRequestThatWasReadIsNotWrittenAgain(kind: String, end: ScriptedServer.Step) throws {
    let dying = Self.answered + [.read, Self.afterAcknowledgement, end]
    let seen = try Self.send(2, kind, [dying, Self.answered])
    #expect(seen.transfers.map(\.failure) == [nil, .reset(.waiting)])
    #expect(seen.requests == 2 && seen.connections == 1)
  }

  /// Not even when stale connections may be: it was acknowledged.
  @Test func aRequestThatWasReadIsNotResentEither() throws {
    let dying = Self.answered + [.read, Self.afterAcknowledgement, .reset]
    let seen = try Self.send(2, "post", [dying, Self.answered], resends: true)
    #expect(seen.transfers.map(\.failure) == [nil, .reset(.waiting)] && seen.requests == 2)
  }

  @Test(arguments: kinds) func aConnectionThatDiedWhileIdleIsNotUsed(kind: String) throws {
    let dying = Self.answered + [.reset]
    let seen = try Self.send(5, kind, [dying])
    // A request may slip in between the look at the connection and its end: then it is stale, or, when so much is
    // written that the end comes in its middle, reset.
    let ended: [TransferFailure?] =
      kind == "large post" ? [.staleConnection, .reset(.waiting)] : [.staleConnection]
    #expect(seen.transfers.allSatisfy { $0.failure == nil || ended.contains($0.failure) })
    #expect(seen.requests == seen.transfers.count { $0.failure == nil })
  }

  /// Reset at once, before the server's TCP has acknowledged the request: it is not known whether it was read.
  /// (An upload comes in two writes, of which the first is acknowledged.)
  @Test(arguments: ["get", "post nothing", "post"], [false, true])
  func aStaleConnectionIsToldApartAndResentOnlyWhenOrdered(kind: String, resends: Bool) throws {
    let dying = Self.answered + [.read, .reset]
    let seen = try Self.send(2, kind, [dying, Self.answered + [.hang]], resends: resends)
    #expect(seen.transfers.map(\.failure) == [nil, resends ? nil : .staleConnection])
    #expect(seen.transfers.map(\.resends) == [0, resends ? 1 : 0])
    #expect(seen.requests == (resends ? 3 : 2) && seen.connections == (resends ? 2 : 1))
  }

  /// The connection ends at another moment each time, around the next request.
  @Test(arguments: [false, true]) func whateverTheMomentTheServerCountsWhatWasSent(resends: Bool) throws {
    let scripts = (0..<200).map { index in
      Self.answered + [.pause(microseconds: UInt32(index % 100)), .reset]
    }
    let seen = try Self.send(150, "post", scripts, resends: resends)
    let answered = seen.transfers.count { $0.failure == nil }
    #expect(seen.requests == answered)
    #expect(seen.transfers.allSatisfy { $0.failure == nil || $0.failure == .staleConnection })
    if resends { #expect(answered == 150) }
  }

  @Test func aFirstRequestThatIsResetIsNoStaleConnection() throws {
    let seen = try Self.send(2, "post", [[.read, .reset]], resends: true)
    #expect(seen.transfers.map(\.failure) == [.reset(.waiting), .reset(.waiting)] && seen.requests == 2)
  }

  /// A half-written request is no less one.
  @Test func aResetInTheMiddleOfTheRequestIsNoRepeat() throws {
    let seen = try Self.send(1, "large post", [[.readSome, .reset], Self.answered])
    #expect(seen.transfers.map(\.failure) == [.reset(.waiting)] && seen.connections == 1)
    #expect(seen.transfers[0].sent == nil || seen.transfers[0].bytesSent >= 300_000)
  }
}
