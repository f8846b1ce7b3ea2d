import Glibc
import Reactor
import RunModel

/// Watches the generator itself: CPU of the loop's thread, lateness of its timers, open files. Confined to the loop.
final class LoopMeter {
  private let startCPU: Double
  private let startWall: LoopInstant
  private var nextProbe: TimerToken?
  /// How often a timer asks how late it is, when the load has few of its own.
  private static let probeInterval: Int64 = 50_000_000

  /// Begins. On the loop.
  init(_ loop: EpollLoop) {
    startCPU = Self.threadCPU()
    startWall = loop.now
    probe(loop)
  }

  private func probe(_ loop: EpollLoop) {
    nextProbe = loop.schedule(at: loop.now.advanced(by: Self.probeInterval)) { [weak self, unowned loop] in
      self?.probe(loop)
    }
  }

  /// Ends: how the generator fared. On the loop.
  func health(_ loop: EpollLoop) -> GeneratorHealth {
    nextProbe?.cancel()
    let wall = Double(loop.now.nanoseconds - startWall.nanoseconds) / 1e9
    let lateness = loop.lateness
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    var health = GeneratorHealth(
      loopUtilisation: wall > 0.5 ? min(1, (Self.threadCPU() - startCPU) / wall) : nil,
      worstTimerLateness: Double(lateness.worst) / 1e9,
      lateTimers: lateness.count > 100 ? Double(lateness.overTenMilliseconds) / Double(lateness.count) : 0,
      openFiles: Self.openFiles(), openFileLimit: Int(clamping: limit.rlim_cur))
    if wall > 1 { health.lag = lag(lateness) }
    return health
  }

  private func lag(_ lateness: LatenessCounters) -> GeneratorHealth.Lag? {
    guard let half = lateness.quantile(0.5), let tail = lateness.quantile(0.99) else { return nil }
    return .init(p50: Double(half) / 1e9, p99: Double(tail) / 1e9)
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
