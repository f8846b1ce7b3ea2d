import Pages
import Session
import Synchronization
import WebServer

/// One run that is looked at while it goes on: its state, made once for all who look, and their stream of events.
final class Viewing: Sendable {
  let events = EventBroadcast()
  /// A run of another process, read from its folder.
  private let followed = Mutex<(any Followed)?>(nil)
  /// Looks since somebody asked for it.
  private let idle = Mutex(0)

  /// How the run of a folder stands; `nil` when it does not go on, or cannot be read.
  func look(_ paths: RunPaths) -> LiveRun? {
    idle.withLock { $0 = 0 }
    return followed.withLock { run in
      if run == nil { run = try? Self.followed(paths) }
      return try? run?.look()
    }
  }

  private static func followed(_ paths: RunPaths) throws -> any Followed {
    if ShardsFolder.isOne(paths.folder) { return try FollowedShards(ShardsFolder(paths.folder)) }
    return try FollowedRun(paths)
  }

  /// Whether nobody has looked for half a minute. Called once a second.
  func isForgotten() -> Bool {
    guard events.viewers == 0 else { return false }
    return idle.withLock { looks in
      looks += 1
      return looks > 30
    }
  }
}
