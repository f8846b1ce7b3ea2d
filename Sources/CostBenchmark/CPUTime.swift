import Glibc

/// CPU time, user and system, in microseconds.
enum CPUTime {
  /// What this process has used so far. Child processes are counted apart.
  static var ofThisProcess: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return microseconds(usage)
  }

  /// What child processes used that have ended and were waited for.
  static var ofEndedChildren: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return microseconds(usage)
  }

  static func microseconds(_ usage: rusage) -> Double {
    microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
  }

  private static func microseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000_000 + Double(time.tv_usec)
  }
}
