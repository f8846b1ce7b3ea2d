import Glibc

/// CPU time, user and system, in microseconds.
enum CPUTime {
  /// What this process has used so far. Child processes are counted apart.
  static var ofThisProcess: Double { used(by: RUSAGE_SELF.rawValue) }

  /// What child processes used that have ended and were waited for.
  static var ofEndedChildren: Double { used(by: RUSAGE_CHILDREN.rawValue) }

  private static func used(by whom: __rusage_who.RawValue) -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(whom), &usage)
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
  }

  private static func microseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000_000 + Double(time.tv_usec)
  }
}
