import RunModel

/// Results on their way to a collector: so many at most, and those that found no room are counted. Pure.
struct TraceQueue: Sendable {
  /// More do not wait.
  static let limit = 2048

  private(set) var waiting: [TaskResult] = []
  /// Results that were drawn for the sample.
  private(set) var drawn = 0
  /// Those that found no room.
  private(set) var dropped = 0

  /// Takes a result when there is room.
  mutating func add(_ result: TaskResult) {
    drawn += 1
    if waiting.count < Self.limit { waiting.append(result) } else { dropped += 1 }
  }

  /// The oldest, at most so many.
  mutating func take(_ count: Int) -> [TaskResult] {
    let taken = Array(waiting.prefix(count))
    waiting.removeFirst(taken.count)
    return taken
  }

  /// Puts back what could not be sent yet; it is the oldest still, and what has no room by now is dropped.
  mutating func putBack(_ results: [TaskResult]) {
    let room = max(0, Self.limit - waiting.count)
    waiting = results.prefix(room) + waiting
    dropped += max(0, results.count - room)
  }
}
