import Glibc
import Reactor
import RunModel

/// What a load's loop did from one look to the next. Confined to the loop.
final class LoopLooks: @unchecked Sendable {
  struct Look {
    /// Of the run.
    var seconds: Double
    /// Seconds of the processor that the loop's thread used.
    var processor: Double
    var timers: LatenessCounters
    var mostReady: Int
    /// `nil` without a server.
    var mostWaiting: Int?
    /// Of the answers that ended.
    var events: Int
    var reads: Int
  }

  private let parts: RunParts
  private let watch: LatenessWatch
  private var before = (processor: 0.0, events: 0, reads: 0)

  /// Begins. On the loop.
  init(_ parts: RunParts) {
    self.parts = parts
    watch = parts.loop.beginWatch(countsProbes: true)
    _ = look()
  }

  func look() -> Look {
    let traffic = parts.recorder.measurements.traffic
    let now = (
      processor: MachineInstant.seconds(CLOCK_THREAD_CPUTIME_ID), events: traffic.events,
      reads: traffic.eventReads
    )
    defer { before = now }
    return Look(
      seconds: parts.watch.elapsed, processor: now.processor - before.processor, timers: watch.take(),
      mostReady: parts.loop.takeMostReady(), mostWaiting: parts.targets?.takeMostWaiting(),
      events: now.events - before.events, reads: now.reads - before.reads)
  }

  func end() { parts.loop.endWatch(watch) }
}
