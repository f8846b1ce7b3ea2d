import Synchronization

/// Asks a cluster now and then how a job stands, apart from whoever wants to know: a command that hangs holds up nobody.
final class JobWatch: Sendable {
  private let found = Mutex<[Int: String]>([:])
  private let asking = Mutex<Task<Void, Never>?>(nil)

  /// - Parameter ask: those that are over, by number; `nil` when it is not known.
  init(every seconds: Double = 2, _ ask: @escaping @Sendable () async -> [Int: String]?) {
    let task = Task { [weak self] in
      while !Task.isCancelled {
        if let now = await ask() { self?.found.withLock { $0 = now } }
        try? await Task.sleep(for: .seconds(seconds))
        if self == nil { return }
      }
    }
    asking.withLock { $0 = task }
  }

  deinit { asking.withLock { $0?.cancel() } }

  var ended: [Int: String] { found.withLock { $0 } }
}
