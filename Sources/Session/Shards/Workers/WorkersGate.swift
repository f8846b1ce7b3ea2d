import RunModel
import Synchronization

/// Where workers wait until all are ready, so that their loads begin at one instant.
final class WorkersGate: Sendable {
  private struct State {
    var missing: Int
    var isOpen = false
    var waiting: [CheckedContinuation<Void, any Error>] = []
    var problem: UsageProblem?
  }

  private let state: Mutex<State>

  /// For so many.
  init(_ count: Int) { state = Mutex(State(missing: count)) }

  /// Returns when all are here. The last one asks whether the load begins, and says it. Throws ``UsageProblem`` when it does
  /// not.
  func wait(begin: () throws -> ShardsWords.Begin) async throws {
    let isLast = state.withLock { state in
      state.missing -= 1
      return state.missing == 0
    }
    if isLast, let why = Self.obstacle(begin) { callOff(why) }
    try await withCheckedThrowingContinuation { continuation in
      let ready = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
        state.waiting.append(continuation)
        if isLast { state.isOpen = true }
        guard state.isOpen || state.problem != nil else { return [] }
        defer { state.waiting = [] }
        return state.waiting
      }
      release(ready)
    }
  }

  /// No load begins: whoever waits, or comes, is told why. Does nothing once it has begun.
  func callOff(_ why: String) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
      if state.isOpen { return [] }
      state.problem = state.problem ?? UsageProblem("\(why); nothing was sent")
      defer { state.waiting = [] }
      return state.waiting
    }
    release(waiting)
  }

  private static func obstacle(_ begin: () throws -> ShardsWords.Begin) -> String? {
    do {
      let word = try begin()
      return word.at == nil ? word.why ?? "the load was called off" : nil
    } catch {
      return "\(error)"
    }
  }

  private func release(_ waiting: [CheckedContinuation<Void, any Error>]) {
    let problem = state.withLock(\.problem)
    for continuation in waiting {
      if let problem { continuation.resume(throwing: problem) } else { continuation.resume() }
    }
  }
}
