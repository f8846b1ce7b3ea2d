import RunModel

/// Gathers what comes of a run and hands it on. Shared by all coordinators of a run; confined to its loop.
final class RunReport: @unchecked Sendable {
  private(set) var statistics = RunStatistics()
  private(set) var results: [TaskResult] = []
  private(set) var completions = 0
  /// The most attempts at once, of all scenarios together.
  private(set) var peakInFlight = 0
  private var inFlight = 0
  private(set) var counts = RunCounts(planned: 0, begun: 0)
  private let keepsResults: Bool
  private let sinks: [any ResultSink]
  let events: EventFeed?

  init(keepsResults: Bool, sinks: [any ResultSink], events: EventFeed?, expectedCount: Int?) {
    self.keepsResults = keepsResults
    self.sinks = sinks
    self.events = events
    if keepsResults, let expectedCount { results.reserveCapacity(min(expectedCount, 1 << 22)) }
  }

  /// An attempt began.
  func began() {
    inFlight += 1
    peakInFlight = max(peakInFlight, inFlight)
  }

  /// A task is to be done.
  func taskPlanned() { counts.planned += 1 }

  /// A task began.
  func taskBegan() {
    counts.begun += 1
    for sink in sinks { sink.begin() }
  }

  /// An attempt ended, or was cut.
  func ended() { inFlight -= 1 }

  /// Takes the result of one task.
  func add(_ result: TaskResult) {
    completions += 1
    statistics.add(result)
    for sink in sinks { sink.record(result) }
    if keepsResults { results.append(result) }
    events?.send(.taskFinished(result))
  }

  /// The results in case order.
  func resultsInCaseOrder() -> [TaskResult] {
    var isSorted = true
    for index in results.indices.dropFirst() where results[index].index < results[index - 1].index {
      isSorted = false
      break
    }
    return isSorted ? results : results.sorted { $0.index < $1.index }
  }
}
