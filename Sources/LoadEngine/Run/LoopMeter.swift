import Glibc
import Reactor
import RunModel
import Statistics

/// Watches the generator itself: CPU of the loop's thread, lateness of its timers, open files. Confined to the loop.
final class LoopMeter {
  private let startCPU: Double
  private let startWall: LoopInstant
  private let startLateness: LatenessCounters
  private var nextProbe: TimerToken?
  /// How late the probes were. They are no timers of the load, and are taken out of what the loop counts.
  private var probes = Histogram()
  private var lateProbes: Int64 = 0
  /// How often a timer asks how late it is, when the load has few of its own.
  private static let probeInterval: Int64 = 100_000_000

  /// Begins. On the loop.
  init(_ loop: EpollLoop) {
    startCPU = Self.threadCPU()
    startWall = loop.now
    startLateness = loop.lateness
    probe(loop)
  }

  private func probe(_ loop: EpollLoop) {
    let due = loop.now.advanced(by: Self.probeInterval)
    nextProbe = loop.schedule(at: due) { [weak self, unowned loop] in
      self?.note(loop.now.nanoseconds - due.nanoseconds)
      self?.probe(loop)
    }
  }

  private func note(_ lateness: Int64) {
    probes.record(max(0, lateness))
    if lateness > 10_000_000 { lateProbes += 1 }
  }

  /// Ends: how the generator fared. On the loop.
  func health(_ loop: EpollLoop) -> GeneratorHealth {
    nextProbe?.cancel()
    let wall = Double(loop.now.nanoseconds - startWall.nanoseconds) / 1e9
    let lateness = loop.lateness
    let count = lateness.count - startLateness.count - probes.count
    let late = lateness.overTenMilliseconds - startLateness.overTenMilliseconds - lateProbes
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    var health = GeneratorHealth(
      loopUtilisation: wall > 0.5 ? min(1, (Self.threadCPU() - startCPU) / wall) : nil,
      worstTimerLateness: Double(lateness.worst) / 1e9,
      lateTimers: count > 100 ? Double(max(0, late)) / Double(count) : 0,
      openFiles: Self.openFiles(), openFileLimit: Int(clamping: limit.rlim_cur))
    if wall > 1 { health.lag = lag }
    return health
  }

  private var lag: GeneratorHealth.Lag? {
    guard let half = probes.quantile(0.5), let tail = probes.quantile(0.99) else { return nil }
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
