import Glibc

/// The number of files that the process may open.
package enum FileLimit {
  /// The most that the system allows it.
  package static var highest: Int {
    Int(clamping: limit.rlim_max)
  }

  /// Lets it open as many as the system allows it.
  package static func raise() {
    var limit = limit
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  private static var limit: rlimit {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return limit
  }
}
