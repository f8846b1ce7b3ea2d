/// What the server does at the moment: runs with their places, and what a stop call reaches. On the server's loop.
final class RunRegistry {
  private let configuration: MockConfiguration
  private(set) var counters = MockCounters()
  /// What was done of each run, in the order of their ends; see ``MockConfiguration/keepsLog``.
  private(set) var log: [MockRunLog] = []
  let records: RunRecords
  let knowledge: KnowledgeBase
  private var places: SlotQueue
  private var celery: SlotQueue
  private var tools: SlotQueue
  private var stops: [String: () -> Void] = [:]
  private var number: UInt64 = 0

  init(_ configuration: MockConfiguration) {
    self.configuration = configuration
    records = RunRecords(configuration)
    knowledge = KnowledgeBase(configuration)
    places = SlotQueue(
      slots: configuration.capacity, overloadAt: configuration.overloadAt,
      overloadedSlots: configuration.overloadCapacity)
    celery = SlotQueue(slots: configuration.celery)
    tools = SlotQueue(slots: configuration.toolSlots)
  }

  func keep(_ entry: MockRunLog) { log.append(entry) }

  func countRequest(isRead: Bool) {
    counters.requests += 1
    if isRead { counters.reads += 1 }
  }

  /// The number of the next run, from 1.
  func nextNumber() -> UInt64 {
    number += 1
    return number
  }

  /// What becomes of a run that wants to begin.
  enum Admission { case admitted, overLimit, queueFull }

  /// Lets a run begin now, or when another has ended.
  func enter(_ begin: @escaping () -> Void) -> Admission {
    if configuration.limit > 0, places.underWay + places.waitingCount >= configuration.limit {
      counters.runsRefused += 1
      return .overLimit
    }
    if let queue = configuration.queue, places.isFull, places.waitingCount >= queue {
      counters.runsRefused += 1
      return .queueFull
    }
    let start = { [unowned self] in
      count()
      begin()
    }
    if places.enter(start) { start() }
    return .admitted
  }

  /// A run has ended, one way or another.
  func leave(taskID: String?) {
    counters.runsEnded += 1
    if let taskID { stops[taskID] = nil }
    for begin in places.leave() { begin() }
  }

  /// Lets a run be done by Celery now, or when another has been.
  func enterCelery(_ begin: @escaping () -> Void) {
    if celery.enter(begin) { begin() }
  }

  func leaveCelery() {
    for begin in celery.leave() { begin() }
  }

  /// Lets a run ask a tool now, or when another has been answered.
  func enterTool(_ begin: @escaping () -> Void) {
    if tools.enter(begin) { begin() }
  }

  func leaveTool() {
    for begin in tools.leave() { begin() }
  }

  /// What a stop call for the task does, while it is under way.
  func whenStopped(_ taskID: String, _ action: @escaping () -> Void) { stops[taskID] = action }

  func stop(_ taskID: String) {
    counters.stops += 1
    stops.removeValue(forKey: taskID)?()
  }

  private func count() {
    counters.runsStarted += 1
    counters.peak = max(counters.peak, places.underWay)
  }
}

/// What a server has done.
package struct MockCounters: Sendable, Equatable {
  package var requests = 0
  /// Of them those that only read: descriptions, records.
  package var reads = 0
  package var runsStarted = 0
  package var runsEnded = 0
  package var runsRefused = 0
  package var stops = 0
  /// Runs at once, at most.
  package var peak = 0
  /// Connections that were accepted.
  package var connections = 0

  package init() {}
}

extension RunRegistry {
  func countConnection() { counters.connections += 1 }
}
