import LoadEngine
import Reactor
import RunModel

/// Stops runs on the server that the client has given up: few at once, each within five seconds, and counted.
/// Confined to the run's loop.
package final class StopRequests: @unchecked Sendable {
  private let client: DifyClient
  private let scope: RunScope
  private var waiting: [(path: String, user: String)] = []
  private var underWay = 0
  private var idle: [CheckedContinuation<Void, Never>] = []
  /// So many could not be sent, or were refused: their runs may go on.
  private var failed = 0

  private static let limit = 16
  /// Of one request, milliseconds.
  private static let timeout = 5000
  /// Of all that are left at the run's end, seconds.
  private let drainLimit: Int64

  /// - Parameter drainLimit: seconds.
  init(client: DifyClient, scope: RunScope, drainLimit: Int64 = 10) {
    self.drainLimit = drainLimit
    self.client = client
    self.scope = scope
  }

  /// Asks for a task to be stopped, soon.
  func stop(path: String, user: String) {
    waiting.append((path, user))
    pump()
  }

  /// Waits until none is under way, but not beyond the limit; returns how many did not reach the server.
  package func drain() async -> Int {
    guard underWay > 0 || !waiting.isEmpty else { return failed }
    let limit = scope.loop.schedule(at: scope.loop.now.advanced(by: drainLimit * 1_000_000_000)) {
      self.giveUp()
    }
    await withCheckedContinuation { idle.append($0) }
    limit.cancel()
    return failed + underWay
  }

  /// What still waits is not sent any more: the server does not answer.
  private func giveUp() {
    failed += waiting.count
    waiting = []
    wakeIdle()
  }

  private func wakeIdle() {
    for continuation in idle { continuation.resume() }
    idle = []
  }

  private func pump() {
    while underWay < Self.limit, let next = waiting.popLast() {
      underWay += 1
      Task(executorPreference: scope.loop) { [self] in
        await send(next.path, next.user)
        underWay -= 1
        pump()
        if underWay == 0, waiting.isEmpty { wakeIdle() }
      }
    }
  }

  private func send(_ path: String, _ user: String) async {
    let body = CanonicalJSON.bytes(of: ["user": .string(user)])
    do {
      _ = try await client.document(client.post(path, body: body, timeout: Self.timeout), scope: scope)
    } catch {
      failed += 1
    }
  }
}
