import Glibc

/// What the machine and this program had done at an instant.
struct MachineInstant {
  /// Seconds of the clock that is never set.
  var wall = seconds(CLOCK_MONOTONIC)
  var calendar = seconds(CLOCK_REALTIME)
  /// Seconds of the processor that this program used.
  var processor = seconds(CLOCK_PROCESS_CPUTIME_ID)
  var ticks = MachineReader().ticks
  /// Switches of this program's threads: those that waited, and those that had to make room.
  var waits = 0
  var preemptions = 0

  static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  init() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    (waits, preemptions) = (usage.ru_nvcsw, usage.ru_nivcsw)
  }

  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What the machine and this program did from one instant to another.
struct MachineSpan {
  let start: MachineInstant
  let end: MachineInstant

  init(_ start: MachineInstant, _ end: MachineInstant) { (self.start, self.end) = (start, end) }

  var seconds: Double { end.wall - start.wall }
  /// Cores that this program used.
  var program: Double { (end.processor - start.processor) / seconds }
  /// The share of the cores' time that the host gave to other machines; `nil` when that is not known.
  var steal: Double? { ticks { $0.steal(until: $1) } }
  /// Cores that other programs used; `nil` when that is not known.
  var others: Double? {
    ticks { $0.busy(until: $1) }.map { max(0, $0 * Double(MachineInstant.cores) - program) }
  }
  /// By how much the wall clock was set, seconds.
  var clockStep: Double { end.calendar - start.calendar - seconds }

  /// Switches of this program's threads a second, that waited and that had to make room.
  var waits: Double { Double(end.waits - start.waits) / seconds }
  var preemptions: Double { Double(end.preemptions - start.preemptions) / seconds }

  private func ticks(_ share: (CoreTicks, CoreTicks) -> Double?) -> Double? {
    start.ticks.flatMap { start in end.ticks.flatMap { share(start, $0) } }
  }
}
