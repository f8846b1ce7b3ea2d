import LoadEngine
import RunModel

/// Takes the results of one turn: measures them apart, and hands them on as results of the side's whole run, whose clock
/// stands still while the other side has its turn. Confined to the run's loop.
final class TurnSink: ResultSink, @unchecked Sendable {
  private let run: any ResultSink
  private let start: RunInstant
  private let warmUpEnd: RunInstant
  /// Tasks of the turns before.
  private let before: Int
  private(set) var measurements: RunMeasurements

  init(_ run: any ResultSink, start: RunInstant, warmUp: Double, before: Int, selections: [Selection]) {
    (self.run, self.start, self.before) = (run, start, before)
    warmUpEnd = .zero + .seconds(warmUp)
    measurements = RunMeasurements(selections: selections)
  }

  func begin() { run.begin() }

  func record(_ result: TaskResult) {
    var result = result
    result.isWarmUp = result.isWarmUp || result.intendedStart < warmUpEnd
    result.index += before
    measurements.record(result)
    run.record(result.shifted(by: start - .zero))
  }
}
