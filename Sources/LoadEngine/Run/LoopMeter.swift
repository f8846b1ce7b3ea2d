import Glibc
import Reactor
import RunModel
import Statistics

/// Watches the generator itself: CPU of the loop's thread, lateness of its timers, open files. Confined to the loop.
final class LoopMeter {
  private let startCPU: Double
  private let startWall: LoopInstant
  /// Of the load's own timers, from the begin: several loads can have one loop, one after the other or at once.
  private let watch: LatenessWatch
  private var nextProbe: TimerToken?
  /// How late the probes were.
  private var probes = Histogram()
  /// How often a timer asks how late it is, when the load has few of its own.
  private static let probeInterval: Int64 = 100_000_000

  /// Begins. On the loop.
  init(_ loop: EpollLoop) {
    startCPU = Self.threadCPU()
    startWall = loop.now
    watch = loop.beginWatch()
    probe(loop)
  }

  private func probe(_ loop: EpollLoop) {
    let due = loop.now.advanced(by: Self.probeInterval)
    nextProbe = loop.probe(at: due) { [weak self, unowned loop] in
      self?.probes.record(max(0, loop.now.nanoseconds - due.nanoseconds))
      self?.probe(loop)
    }
  }

  /// Ends: how the generator fared. On the loop.
  func health(_ loop: EpollLoop) -> GeneratorHealth {
    nextProbe?.cancel()
    loop.endWatch(watch)
    let wall = Double(loop.now.nanoseconds - startWall.nanoseconds) / 1e9
    let (timers, late) = (watch.counters.count, watch.counters.overTenMilliseconds)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    var health = GeneratorHealth(
      loopUtilisation: wall > 0.5 ? min(1, (Self.threadCPU() - startCPU) / wall) : nil,
      worstTimerLateness: Double(watch.counters.worst) / 1e9,
      lateTimers: timers > 100 ? Double(late) / Double(timers) : 0,
      openFiles: OpenFiles.count, openFileLimit: Int(clamping: limit.rlim_cur))
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
}
