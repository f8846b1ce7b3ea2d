import Reactor
import RunModel

/// What all tasks of a run share: its id, its clock, its logger.
package final class RunScope: Sendable {
  package let runID: String
  package let loop: any EventLoop
  package let logger: RunLogger
  private let origin: LoopInstant

  package init(runID: String, loop: any EventLoop, origin: LoopInstant, logger: RunLogger) {
    self.runID = runID
    self.loop = loop
    self.origin = origin
    self.logger = logger
  }

  /// The run's clock.
  package var now: RunInstant { instant(loop.now) }

  /// A point of the loop's clock on the run's.
  package func instant(_ instant: LoopInstant) -> RunInstant {
    RunInstant(nanoseconds: instant.nanoseconds - origin.nanoseconds)
  }

  /// A point of the run's clock on the loop's.
  package func loopInstant(_ instant: RunInstant) -> LoopInstant { origin.advanced(by: instant.nanoseconds) }

  package func sleep(until instant: RunInstant) async throws {
    try await loop.sleep(until: loopInstant(instant))
  }
}
