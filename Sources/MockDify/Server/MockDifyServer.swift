import NIOCore
import NIOHTTP1
import NIOPosix

/// A stand-in for Dify's Service API, on one thread of its own. It speaks as the recordings of 1.11.2 do, with
/// scripted times and faults.
package final class MockDifyServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let parts: NIOLoopBound<ServerParts>
  /// The port that it listens on.
  package let port: Int

  private init(
    group: MultiThreadedEventLoopGroup, channel: any Channel, parts: NIOLoopBound<ServerParts>
  ) {
    (self.group, self.channel, self.parts) = (group, channel, parts)
    port = channel.localAddress?.port ?? 0
  }

  /// Starts a server; port 0 takes a free one. Throws what the system says when it cannot listen.
  package static func start(
    _ configuration: MockConfiguration = MockConfiguration(), host: String = "127.0.0.1", port: Int = 0,
    recordings: [Recording] = []
  ) async throws -> MockDifyServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    do {
      let parts = try await loop.submit {
        NIOLoopBound(ServerParts(configuration, recordings), eventLoop: loop)
      }.get()
      let channel = try await bootstrap(group, parts).bind(host: host, port: port).get()
      return MockDifyServer(group: group, channel: channel, parts: parts)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ parts: NIOLoopBound<ServerParts>)
    -> ServerBootstrap
  {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try parts.value.addHandlers(to: channel.pipeline) }
      }
  }

  /// The base URL for clients.
  package var url: String { "http://127.0.0.1:\(port)/v1" }

  /// What it has done so far.
  package func counters() async -> MockCounters {
    (try? await channel.eventLoop.submit { [parts] in parts.value.registry.counters }.get()) ?? MockCounters()
  }

  /// What it did when, of each run that has ended; nothing unless its configuration keeps a log.
  package func log() async -> [MockRunLog] {
    (try? await channel.eventLoop.submit { [parts] in parts.value.registry.log }.get()) ?? []
  }

  /// Closes everything and ends the thread.
  package func shutdown() async {
    try? await channel.close()
    try? await group.shutdownGracefully()
  }
}

/// What the connections of a server share. On its loop.
struct ServerParts {
  let configuration: MockConfiguration
  let recordings: [Recording]
  let registry: RunRegistry
  private let slots: ConnectionSlots

  init(_ configuration: MockConfiguration, _ recordings: [Recording]) {
    (self.configuration, self.recordings) = (configuration, recordings)
    registry = RunRegistry(configuration)
    slots = ConnectionSlots(configuration)
  }

  /// The handlers of a connection: its place, the decoder, the answers.
  func addHandlers(to pipeline: ChannelPipeline) throws {
    let gate = ConnectionGate(slots, idleLimit: configuration.keepAlive)
    let decoder = ByteToMessageHandler(HTTPRequestDecoder())
    try pipeline.syncOperations.addHandlers([gate, decoder])
    let output = try pipeline.syncOperations.context(handler: decoder)
    try pipeline.syncOperations.addHandler(RequestHandler(self, output: output, gate: gate))
  }
}
