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

  mutating func add(_ nanoseconds: Int64) {
    count += 1
    total &+= nanoseconds
    if nanoseconds > worst { worst = nanoseconds }
    if nanoseconds > 10_000_000 { overTenMilliseconds += 1 }
  }
}
