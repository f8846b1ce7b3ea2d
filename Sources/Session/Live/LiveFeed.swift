import Pages
import Report
import RunModel
import Synchronization

/// The newest state of a run of this process, for whoever shows it: it is made once a second, however many look.
package final class LiveFeed: Sendable {
  private struct State {
    var newest: (run: LiveRun, folder: String)?
    /// Where the process's runs are written, by name, and their names in order.
    var folders: [String: String] = [:]
    var names: [String] = []
    var isAwaited = false
  }

  private let state = Mutex(State())

  /// The most runs whose folders are remembered.
  private static let limit = 400

  package init() {}

  func take(_ run: LiveRun, folder: String) {
    state.withLock { state in
      state.newest = (run, folder)
      let name = run.standing.run
      if state.folders.updateValue(folder, forKey: name) == nil { state.names.append(name) }
      if state.names.count > Self.limit { state.folders[state.names.removeFirst()] = nil }
    }
  }

  /// The run, and the folder that it is written to; `nil` before the first second of the first run.
  package var run: (run: LiveRun, folder: String)? { state.withLock { $0.newest } }

  /// Where a run of this process is written, also when it is over.
  package func folder(of run: String) -> String? { state.withLock { $0.folders[run] } }

  /// Whether another run follows when this one is over.
  package var isAwaited: Bool { state.withLock { $0.isAwaited } }

  /// Says whether another run follows.
  func follows(_ next: Bool) { state.withLock { $0.isAwaited = next } }
}
