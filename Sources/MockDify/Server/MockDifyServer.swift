import NIOCore
import NIOHTTP1
import NIOPosix

/// A stand-in for Dify's Service API, on one thread of its own. It speaks as the recordings of 1.11.2 do, with
/// scripted times and faults.
package final class MockDifyServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let house: RunHouse
  /// The port that it listens on.
  package let port: Int

  private init(group: MultiThreadedEventLoopGroup, channel: any Channel, house: RunHouse) {
    self.group = group
    self.channel = channel
    self.house = house
    port = channel.localAddress?.port ?? 0
  }

  /// Starts a server; port 0 takes a free one. Throws what the system says when it cannot listen.
  package static func start(
    _ configuration: MockConfiguration = MockConfiguration(), host: String = "127.0.0.1", port: Int = 0,
    recordings: [Recording] = []
  ) async throws -> MockDifyServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let house = RunHouse(configuration)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(RequestHandler(configuration, house, recordings))
        }
      }
    do {
      let channel = try await bootstrap.bind(host: host, port: port).get()
      return MockDifyServer(group: group, channel: channel, house: house)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// The base URL for clients.
  package var url: String { "http://127.0.0.1:\(port)/v1" }

  /// What it has done so far.
  package func counters() async -> MockCounters {
    (try? await channel.eventLoop.submit { [house] in house.counters }.get()) ?? MockCounters()
  }

  /// Closes everything and ends the thread.
  package func shutdown() async {
    try? await channel.close()
    try? await group.shutdownGracefully()
  }
}

/// What a server has done.
package struct MockCounters: Sendable, Equatable {
  package var requests = 0
  package var runsStarted = 0
  package var runsEnded = 0
  package var runsRefused = 0
  package var stops = 0
  /// Runs at once, at most.
  package var peak = 0
}
