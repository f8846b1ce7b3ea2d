import LoadEngine
import RunModel

/// Takes the results of a process that goes on with a run, on the clock of the run's first start.
final class ShiftedSink: ResultSink {
  private let sink: any ResultSink
  private let start: RunInstant

  init(_ sink: any ResultSink, start: RunInstant) { (self.sink, self.start) = (sink, start) }

  func begin() { sink.begin() }

  func record(_ result: TaskResult) { sink.record(result.shifted(by: start - .zero)) }
}
