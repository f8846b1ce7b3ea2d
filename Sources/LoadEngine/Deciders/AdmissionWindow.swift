import RunModel

/// Decides when the next task may be admitted: batch windows by barrier or sliding. Pure.
package struct AdmissionWindow: Sendable {
  /// What to do about the next task.
  package enum Decision: Sendable, Equatable {
    case admit
    /// Nothing can be admitted until a task finishes.
    case wait
    /// The pause between two windows ends then.
    case waitUntil(RunInstant)
  }

  private let batchSize: Int?
  private let mode: ExecutionPolicy.BatchMode
  private let pause: Duration
  private var admittedInWindow = 0
  private var pauseEnds: RunInstant?
  /// Admitted and not finished.
  package private(set) var unfinished = 0
  /// Windows that were opened.
  package private(set) var windows = 0

  package init(_ policy: ExecutionPolicy) {
    batchSize = policy.batchSize
    mode = policy.batchMode
    pause = policy.batchPause
  }

  /// Whether a task may be admitted now.
  package mutating func decide(at now: RunInstant) -> Decision {
    guard let batchSize else { return .admit }
    if mode == .sliding { return unfinished < batchSize ? .admit : .wait }
    if admittedInWindow < batchSize { return waitForPause(now) }
    guard unfinished == 0 else { return .wait }
    admittedInWindow = 0
    if pause > .zero { pauseEnds = now + pause }
    return waitForPause(now)
  }

  private mutating func waitForPause(_ now: RunInstant) -> Decision {
    guard let end = pauseEnds, now < end else {
      pauseEnds = nil
      return .admit
    }
    return .waitUntil(end)
  }

  /// A task was admitted; `true` when it is the first of a window.
  package mutating func admit() -> Bool {
    unfinished += 1
    admittedInWindow += 1
    let isFirst = mode == .barrier ? admittedInWindow == 1 : windows == 0
    if isFirst { windows += 1 }
    return isFirst
  }

  /// How many tasks the last window has that was opened; the last one of all may be short. 0 when nobody knows.
  package func size(ofTasks count: Int?) -> Int {
    guard let batchSize else { return count ?? 0 }
    return min(batchSize, count.map { $0 - (windows - 1) * batchSize } ?? batchSize)
  }

  /// An admitted task has its result.
  package mutating func finish() { unfinished -= 1 }
}
