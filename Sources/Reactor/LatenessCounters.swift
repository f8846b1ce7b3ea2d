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

  /// Nanoseconds; `nil` of none.
  package var mean: Double? { count > 0 ? Double(total) / Double(count) : nil }

  mutating func add(_ nanoseconds: Int64) {
    count += 1
    total &+= nanoseconds
    if nanoseconds > worst { worst = nanoseconds }
    if nanoseconds > 10_000_000 { overTenMilliseconds += 1 }
  }
}

/// Counts how late a loop's timers fire from when it was asked to watch. To be read on the loop.
package final class LatenessWatch {
  package fileprivate(set) var counters = LatenessCounters()
  fileprivate let countsProbes: Bool

  fileprivate init(countsProbes: Bool) { self.countsProbes = countsProbes }

  /// What was counted since this was last asked.
  package func take() -> LatenessCounters {
    defer { counters = LatenessCounters() }
    return counters
  }
}

/// Who watches a loop's timers: nobody, or whoever measures a load on it.
struct LatenessWatches {
  private var all: [LatenessWatch] = []

  mutating func begin(countsProbes: Bool) -> LatenessWatch {
    all.append(LatenessWatch(countsProbes: countsProbes))
    return all[all.count - 1]
  }

  mutating func end(_ watch: LatenessWatch) { all.removeAll { $0 === watch } }

  func add(_ nanoseconds: Int64, isProbe: Bool) {
    for watch in all where !isProbe || watch.countsProbes { watch.counters.add(nanoseconds) }
  }
}
