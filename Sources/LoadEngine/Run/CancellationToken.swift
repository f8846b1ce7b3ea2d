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
    var reason: StopReason?
    var users: [UInt64: @Sendable (Stage, StopReason) -> Void] = [:]
    var nextUser: UInt64 = 0
  }

  private let state = Mutex(State())

  /// A token that nothing has cancelled.
  public init() {}

  /// Asks the runs that use this token to stop. Calling it again changes nothing.
  public func cancel(reason: String? = nil) { advance(to: .drain, .user(reason)) }

  /// Asks them to end what is in flight as well.
  public func abort(reason: String? = nil) { advance(to: .abort, .user(reason)) }

  /// Whether a stop was asked for.
  public var isCancelled: Bool { stage > .none }

  /// How far it has gone.
  public var stage: Stage { state.withLock { $0.stage } }

  /// The first reason given.
  public var reason: String? {
    if case .user(let text)? = state.withLock({ $0.reason }) { text } else { nil }
  }

  /// A token that is aborted when this one is, and that a drain does not reach: for what has to be done after.
  func abortOnly() -> CancellationToken {
    let token = CancellationToken()
    _ = attach { [weak token] stage, reason in
      if stage == .abort { token?.advance(to: .abort, reason) }
    }
    return token
  }

  /// Whether a stop was asked for by hand, not by a threshold or another rule of the run.
  package var isInterrupted: Bool {
    if case .user? = state.withLock({ $0.reason }) { true } else { false }
  }

  /// Asks the runs to stop, for a reason of the program's own.
  package func cancel(for reason: StopReason) { advance(to: .drain, reason) }

  /// Asks them to end what is in flight as well, for a reason of the program's own.
  package func abort(for reason: StopReason) { advance(to: .abort, reason) }

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
  package func attach(_ notify: @escaping @Sendable (Stage, StopReason) -> Void) -> UInt64 {
    let (user, stage, reason) = state.withLock { state in
      state.nextUser += 1
      state.users[state.nextUser] = notify
      return (state.nextUser, state.stage, state.reason)
    }
    if stage > .none { notify(stage, reason ?? .user(nil)) }
    return user
  }

  package func detach(_ user: UInt64) { state.withLock { $0.users[user] = nil } }

  private func advance(to stage: Stage, _ reason: StopReason) {
    let (users, first) = state.withLock { state -> ([@Sendable (Stage, StopReason) -> Void], StopReason) in
      guard stage > state.stage else { return ([], reason) }
      state.stage = stage
      let first = state.reason.flatMap { $0 == .user(nil) ? nil : $0 } ?? reason
      state.reason = first
      return (state.users.sorted { $0.key < $1.key }.map(\.value), first)
    }
    for notify in users { notify(stage, first) }
  }
}
