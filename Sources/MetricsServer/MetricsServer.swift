import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves one text at `/metrics`, on a thread of its own: what a Prometheus scrapes.
package final class MetricsServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  /// The port that it listens on.
  package let port: Int

  private init(_ group: MultiThreadedEventLoopGroup, _ channel: any Channel) {
    (self.group, self.channel) = (group, channel)
    port = channel.localAddress?.port ?? 0
  }

  /// Starts; port 0 takes a free one. `text` is asked at each request, with whether OpenMetrics is wanted. Throws what
  /// the system says when it cannot listen.
  package static func start(
    host: String, port: Int, text: @escaping @Sendable (_ openMetrics: Bool) -> String
  ) async throws -> MetricsServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let channel = try await ServerBootstrap(group: group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(MetricsHandler(text))
          }
        }.bind(host: host, port: port).get()
      return MetricsServer(group, channel)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Closes everything and ends the thread.
  package func shutdown() async {
    try? await channel.close()
    try? await group.shutdownGracefully()
  }
}
