/// How late a loop's timers fired.
package struct LatenessCounters: Sendable, Equatable {
  /// Timers that fired.
  package private(set) var count: Int64 = 0
  /// Sum of their lateness, nanoseconds.
  package private(set) var total: Int64 = 0
  /// The worst, nanoseconds.
  package private(set) var worst: Int64 = 0
  /// Timers that were more than 10 ms late.
  package private(set) var overTenMilliseconds: Int64 = 0

  package init() {}

  fileprivate mutating func add(_ nanoseconds: Int64) {
    count += 1
    total &+= nanoseconds
    if nanoseconds > worst { worst = nanoseconds }
    if nanoseconds > 10_000_000 { overTenMilliseconds += 1 }
  }
}

/// Counts how late a loop's timers fire from when it was asked to watch. To be read on the loop.
package final class LatenessWatch {
  package fileprivate(set) var counters = LatenessCounters()
}

/// Who watches a loop's timers: nobody, or whoever measures a load on it.
struct LatenessWatches {
  private var all: [LatenessWatch] = []

  mutating func begin() -> LatenessWatch {
    all.append(LatenessWatch())
    return all[all.count - 1]
  }

  mutating func end(_ watch: LatenessWatch) { all.removeAll { $0 === watch } }

  func add(_ nanoseconds: Int64) { for watch in all { watch.counters.add(nanoseconds) } }
}
