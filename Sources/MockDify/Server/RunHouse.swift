/// Keeps count of runs: how many may be served at once, which wait, which are refused, which shall end.
/// Confined to the server's thread.
final class RunHouse: @unchecked Sendable {
  private let configuration: MockConfiguration
  private(set) var counters = MockCounters()
  private var underWay = 0
  private var waiting: [() -> Void] = []
  private var nextWaiting = 0
  private var stopped: Set<String> = []
  private var number: UInt64 = 0

  init(_ configuration: MockConfiguration) { self.configuration = configuration }

  func countRequest() { counters.requests += 1 }

  /// The number of the next run.
  func nextNumber() -> UInt64 {
    number += 1
    return number
  }

  /// Lets a run begin now, or when another has ended; `false` when the app's limit refuses it.
  func enter(_ begin: @escaping () -> Void) -> Bool {
    let inside = underWay + waiting.count - nextWaiting
    if configuration.limit > 0, inside >= configuration.limit {
      counters.runsRefused += 1
      return false
    }
    if configuration.capacity > 0, underWay >= configuration.capacity {
      waiting.append(begin)
    } else {
      start(begin)
    }
    return true
  }

  /// A run has ended, one way or another.
  func leave(taskID: String?) {
    underWay -= 1
    counters.runsEnded += 1
    if let taskID { stopped.remove(taskID) }
    guard nextWaiting < waiting.count else { return }
    let begin = waiting[nextWaiting]
    nextWaiting += 1
    if nextWaiting == waiting.count {
      waiting = []
      nextWaiting = 0
    }
    start(begin)
  }

  func stop(_ taskID: String) {
    counters.stops += 1
    if stopped.count < 10_000 { stopped.insert(taskID) }
  }

  func isStopped(_ taskID: String?) -> Bool { taskID.map(stopped.contains) ?? false }

  private func start(_ begin: () -> Void) {
    underWay += 1
    counters.runsStarted += 1
    counters.peak = max(counters.peak, underWay)
    begin()
  }
}
