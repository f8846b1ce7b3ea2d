import Glibc
import RunModel

/// Looks at what the machine did beside a run: from its beginning to ``finish(_:)``.
struct CoreWatch {
  private let start = Instant()

  /// Adds to a health what others took of the machine meanwhile, and by how much the wall clock was set.
  func finish(_ health: GeneratorHealth) -> GeneratorHealth {
    var health = health
    health.floor = FloorFile.own?.read()
    let end = Instant()
    guard let before = start.ticks, let after = end.ticks, end.wall - start.wall > 0.5 else { return health }
    health.steal = before.steal(until: after)
    let cores = Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let own = (end.processor - start.processor) / (end.wall - start.wall) / cores
    health.processor = own * cores
    health.otherPrograms = before.busy(until: after).map { max(0, $0 - own) }
    health.clockStep = (end.calendar - start.calendar) - (end.wall - start.wall)
    return health
  }

  private struct Instant {
    let ticks = MachineReader().ticks
    let wall = seconds(CLOCK_MONOTONIC)
    let calendar = seconds(CLOCK_REALTIME)
    let processor = seconds(CLOCK_PROCESS_CPUTIME_ID)

    private static func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
}
