import CurlTransport
import Reactor
import Testing

@Suite struct StartQueueTests {
  private static let scripts = [[ScriptedServer.Step]](repeating: [.read, .send(lastAnswer)], count: 12)

  /// Counts the connections of a transport again and again in the loop's turns.
  private final class Watch: @unchecked Sendable {
    // Confined to the loop.
    private(set) var counts = [0]
    private let (loop, transport): (any EventLoop, Transport)

    init(_ loop: any EventLoop, _ transport: Transport) { (self.loop, self.transport) = (loop, transport) }

    func look() {
      counts.append(transport.openConnections)
      if transport.openConnections < 12, counts.count < 1_000_000 { loop.execute { self.look() } }
    }

    var largestStep: Int { zip(counts.dropFirst(), counts).map { $0 - $1 }.max() ?? 0 }
  }

  @Test(arguments: [1, 3, 16]) func newConnectionsAreOpenedOneATurn(perTurn: Int) throws {
    var options = TransportOptions()
    options.startsPerTurn = perTurn
    let (transfers, largestStep) = try withTransport(Self.scripts, options: options) { transport, server in
      let watch = Watch(transport.loop, transport)
      watch.look()
      let transfers = await withTaskGroup(of: Transfer.self) { group in
        for _ in 0..<12 {
          group.addTask(executorPreference: transport.loop) {
            await transport.perform(HTTPRequest(.get, server.url), Collector())
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      return (transfers, watch.largestStep)
    }
    #expect(transfers.allSatisfy { $0.failure == nil && $0.status == 200 })
    #expect(largestStep == 1)
  }

  @Test func whatIsCancelledWhileItWaitsIsNeverSent() throws {
    var options = TransportOptions()
    options.startsPerTurn = 1
    let (failures, requests) = try withTransport(Self.scripts, options: options) { transport, server in
      let tasks = (0..<3).map { _ in
        Task(executorPreference: transport.loop) {
          await transport.perform(HTTPRequest(.get, server.url), Collector()).failure
        }
      }
      Task(executorPreference: transport.loop) { tasks[1].cancel() }
      var failures: [TransferFailure?] = []
      for task in tasks { failures.append(await task.value) }
      return (failures, server.requests.count)
    }
    #expect(failures == [nil, .cancelled(.connecting), nil])
    #expect(requests == 2)
  }
}
