import RunModel
import Synchronization

/// Stops a run from outside. The first call lets tasks in flight drain, up to the policy's limit; `abort`
/// ends them at once. The first reason wins. Safe to use from any thread.
public final class CancellationToken: Sendable {
  /// How far a cancellation has gone.
  public enum Stage: Int, Sendable, Comparable {
    /// Nothing was asked.
    case none
    /// No new tasks; those in flight may drain.
    case drain
    /// Tasks in flight are cancelled.
    case abort

    /// Further is more.
    public static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// The token cannot be reset: a run uses it.
  public struct InUse: Error, Sendable {}

  private struct State {
    var stage = Stage.none
    var reason: String?
    var users: [UInt64: @Sendable (Stage, String?) -> Void] = [:]
    var nextUser: UInt64 = 0
  }

  private let state = Mutex(State())

  /// A token that nothing has cancelled.
  public init() {}

  /// Asks the runs that use this token to stop. Calling it again changes nothing.
  public func cancel(reason: String? = nil) { advance(to: .drain, reason) }

  /// Asks them to end what is in flight as well.
  public func abort(reason: String? = nil) { advance(to: .abort, reason) }

  /// Whether a stop was asked for.
  public var isCancelled: Bool { stage > .none }

  /// How far it has gone.
  public var stage: Stage { state.withLock { $0.stage } }

  /// The first reason given.
  public var reason: String? { state.withLock { $0.reason } }

  /// Makes the token usable again. Throws ``InUse`` while a run uses it.
  public func reset() throws {
    try state.withLock {
      guard $0.users.isEmpty else { throw InUse() }
      $0 = State()
    }
  }

  /// Waits until a stop is asked for. Ends early when the waiting task is cancelled.
  public func wait() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let user = attach { _, _ in continuation.finish() }
    for await _ in stream {}
    detach(user)
  }

  /// Calls `notify` at each stage from now on, at once when one was reached already.
  package func attach(_ notify: @escaping @Sendable (Stage, String?) -> Void) -> UInt64 {
    let (user, stage, reason) = state.withLock { state in
      state.nextUser += 1
      state.users[state.nextUser] = notify
      return (state.nextUser, state.stage, state.reason)
    }
    if stage > .none { notify(stage, reason) }
    return user
  }

  package func detach(_ user: UInt64) { state.withLock { $0.users[user] = nil } }

  private func advance(to stage: Stage, _ reason: String?) {
    let users = state.withLock { state -> [@Sendable (Stage, String?) -> Void] in
      guard stage > state.stage else { return [] }
      state.stage = stage
      state.reason = state.reason ?? reason
      return state.users.sorted { $0.key < $1.key }.map(\.value)
    }
    for notify in users { notify(stage, self.reason) }
  }
}
