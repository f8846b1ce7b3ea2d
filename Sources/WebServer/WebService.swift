import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// What all connections of a server share: who answers, on which threads, and how many there are.
final class WebService: Sendable {
  let limits: WebLimits
  private let pool: NIOThreadPool
  private let answer: @Sendable (WebRequest) -> WebAnswer
  private let connections = Mutex(0)
  private let streams = Mutex(0)

  init(_ limits: WebLimits, _ pool: NIOThreadPool, _ answer: @escaping @Sendable (WebRequest) -> WebAnswer) {
    (self.limits, self.pool, self.answer) = (limits, pool, answer)
  }

  /// Answers beside the loop that reads and writes. A connection has one request at a time, so that no more wait than
  /// there are connections.
  func reply(to request: WebRequest, on loop: any EventLoop) -> EventLoopFuture<WebAnswer> {
    beside(loop) { [answer] in answer(request) }
  }

  /// Does something on a thread that gives way to others: a load in the same process goes first.
  func beside<Value: Sendable>(_ loop: any EventLoop, _ body: @escaping @Sendable () -> Value)
    -> EventLoopFuture<Value>
  {
    pool.runIfActive(eventLoop: loop) {
      // On Linux of the calling thread alone.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      return body()
    }
  }

  func takeConnection() -> Bool { Self.take(connections, limits.connections) }
  func giveConnection() { connections.withLock { $0 -= 1 } }
  func takeStream() -> Bool { Self.take(streams, limits.viewers) }
  func giveStream() { streams.withLock { $0 -= 1 } }

  private static func take(_ count: borrowing Mutex<Int>, _ limit: Int) -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }
}
