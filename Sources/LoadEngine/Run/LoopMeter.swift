import Glibc
import Reactor
import RunModel

/// Watches the generator itself: CPU of the loop's thread, lateness of its timers, open files.
struct LoopMeter {
  private let startCPU: Double
  private let startWall: LoopInstant

  /// Begins. On the loop.
  init(_ loop: EpollLoop) {
    startCPU = Self.threadCPU()
    startWall = loop.now
  }

  /// How the generator fared. On the loop.
  func health(_ loop: EpollLoop) -> GeneratorHealth {
    let wall = Double(loop.now.nanoseconds - startWall.nanoseconds) / 1e9
    let lateness = loop.lateness
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return GeneratorHealth(
      loopUtilisation: wall > 0.5 ? min(1, (Self.threadCPU() - startCPU) / wall) : nil,
      worstTimerLateness: Double(lateness.worst) / 1e9,
      lateTimers: lateness.count > 100 ? Double(lateness.overTenMilliseconds) / Double(lateness.count) : 0,
      openFiles: Self.openFiles(), openFileLimit: Int(clamping: limit.rlim_cur))
  }

  private static func threadCPU() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func openFiles() -> Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return max(0, count - 3)
  }
}
