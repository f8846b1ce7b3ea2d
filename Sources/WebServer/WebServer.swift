import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small HTTP/1.1 server: bounded in all that a client can ask for, on threads of its own.
package final class WebServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let pool: NIOThreadPool
  private let service: WebService
  private let channel: any Channel
  private let repeated = Mutex<[RepeatedTask]>([])
  /// The port that it listens on.
  package let port: Int

  private init(
    _ group: MultiThreadedEventLoopGroup, _ pool: NIOThreadPool, _ service: WebService, _ channel: any Channel
  ) {
    (self.group, self.pool, self.service, self.channel) = (group, pool, service, channel)
    port = channel.localAddress?.port ?? 0
  }

  /// Starts; port 0 takes a free one. `answer` is called beside the loop that reads and writes, on two threads that give
  /// way to others. Throws what the system says when it cannot listen.
  package static func start(
    host: String, port: Int, limits: WebLimits = WebLimits(),
    answer: @escaping @Sendable (WebRequest) -> WebAnswer
  ) async throws -> WebServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let pool = NIOThreadPool(numberOfThreads: 2)
    pool.start()
    let service = WebService(limits, pool, answer)
    do {
      let channel = try await bootstrap(group, service).bind(host: host, port: port).get()
      return WebServer(group, pool, service, channel)
    } catch {
      try? await pool.shutdownGracefully()
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ service: WebService)
    -> ServerBootstrap
  {
    ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        guard service.takeConnection() else { return channel.close() }
        channel.closeFuture.whenComplete { _ in service.giveConnection() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(ConnectionHandler(service))
        }
      }
  }

  /// Does something each second, beside the loop; the next time waits for the one before.
  package func everySecond(_ body: @escaping @Sendable () -> Void) {
    let (loop, service) = (group.next(), service)
    let task = loop.scheduleRepeatedAsyncTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
      service.beside(loop, body)
    }
    repeated.withLock { $0.append(task) }
  }

  /// Closes everything and ends the threads.
  package func shutdown() async {
    for task in repeated.withLock({ $0 }) { task.cancel() }
    try? await channel.close()
    // What is being answered has its end first: it goes back to the loop.
    try? await pool.shutdownGracefully()
    try? await group.shutdownGracefully()
  }
}

extension WebServer {
  /// Why a place cannot be listened at, in the system's words.
  package static func why(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }
}
