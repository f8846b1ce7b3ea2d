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
  /// The server acknowledged so many.
  package private(set) var acknowledged = 0
  /// So many could not be sent, or were refused: their runs may go on.
  package private(set) var failed = 0

  private static let limit = 16
  private static let timeout = 5000

  init(client: DifyClient, scope: RunScope) {
    self.client = client
    self.scope = scope
  }

  /// Asks for a task to be stopped, soon.
  func stop(path: String, user: String) {
    waiting.append((path, user))
    pump()
  }

  /// Waits until none is under way.
  package func drain() async {
    guard underWay > 0 || !waiting.isEmpty else { return }
    await withCheckedContinuation { idle.append($0) }
  }

  private func pump() {
    while underWay < Self.limit, let next = waiting.popLast() {
      underWay += 1
      Task(executorPreference: scope.loop) { [self] in
        await send(next.path, next.user)
        underWay -= 1
        pump()
        guard underWay == 0, waiting.isEmpty else { return }
        for continuation in idle { continuation.resume() }
        idle = []
      }
    }
  }

  private func send(_ path: String, _ user: String) async {
    let body = CanonicalJSON.bytes(of: ["user": .string(user)])
    do {
      _ = try await client.document(client.post(path, body: body, timeout: Self.timeout), scope: scope)
      acknowledged += 1
    } catch {
      failed += 1
    }
  }
}
