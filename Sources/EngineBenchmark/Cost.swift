import Glibc

/// Time that something took: of the clock, and of all processors, nanoseconds.
struct Cost {
  var wall: Int64
  var cpu: Int64

  /// The clocks as they are.
  static var now: Cost { Cost(wall: read(CLOCK_MONOTONIC), cpu: read(CLOCK_PROCESS_CPUTIME_ID)) }

  static func - (left: Cost, right: Cost) -> Cost {
    Cost(wall: left.wall - right.wall, cpu: left.cpu - right.cpu)
  }

  func rate(_ count: Int) -> String { "\(Int(Double(count) * 1e9 / Double(max(1, wall))))" }
  func wallNanoseconds(_ count: Int) -> String { "\(wall / Int64(count))" }
  func cpuNanoseconds(_ count: Int) -> String { "\(cpu / Int64(count))" }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Texts in columns.
enum Column {
  static func line(_ texts: [String]) -> String {
    texts.map { String(repeating: " ", count: max(0, 13 - $0.count)) + $0 }.joined()
  }
}
