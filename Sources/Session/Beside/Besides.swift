import Synchronization

/// The threads beside a run: whatever becomes of it, they end with it.
final class Besides: Sendable {
  private let clients = Mutex<[BesideClient]>([])

  init() {}

  func add(_ client: BesideClient) { clients.withLock { $0.append(client) } }

  var count: Int { clients.withLock { $0.count } }
  /// Those that are not closed yet.
  var open: Int { clients.withLock { $0.count { !$0.isClosed } } }

  func close() async { for client in clients.withLock({ $0 }) { await client.close() } }
}
