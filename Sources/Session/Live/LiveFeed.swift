import Pages
import RunModel
import Synchronization

/// The newest state of a run of this process, for whoever shows it: it is made once a second, however many look.
package final class LiveFeed: Sendable {
  private let newest = Mutex<(run: LiveRun, folder: String)?>(nil)

  package init() {}

  func take(_ run: LiveRun, folder: String) { newest.withLock { $0 = (run, folder) } }

  /// The run, and the folder that it is written to; `nil` before the first second of the first run.
  package var run: (run: LiveRun, folder: String)? { newest.withLock { $0 } }
}
