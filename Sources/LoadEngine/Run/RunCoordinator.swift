import DequeModule
import HeapModule
import Reactor
import RunModel

/// Runs the tasks of one policy on a loop: the shell around the deciders. It asks them, and acts.
///
/// The invariant that everything here serves: each task gets exactly one result, whatever happens.
actor RunCoordinator {
  nonisolated let scope: RunScope
  let configuration: Configuration
  let work: TaskWork
  let hasExpectations: Bool
  /// What of the driver is asked for each task.
  let tasksArrive: Bool
  let hasUsers: Bool

  // What decides.
  var window: AdmissionWindow
  let tokens: TokenDesk.Lane
  let warmUp: WarmUp
  let retries: RetryDecider
  let limits: [StopLimits.Limit]
  var driver: any LoadDriver
  var schedule: any LoadSchedule
  var nextStep: LoadStep?
  let begun: RunInstant

  // What waits.
  var source: CaseFeed
  var arrived = Deque<PlannedTask>()
  var backingOff = Heap<WaitingRetry>()
  var idle: [Worker] = []
  var deadlines = DeadlineQueue()
  var deadlineTimer: TimerToken?
  var wakeTimer: TimerToken?
  var wakeAt: RunInstant?

  // What is under way.
  var workers: [Worker] = []
  var inFlight = 0
  var lingering = 0
  var working = 0
  var planIsOver = false

  // What came of it.
  var report: RunReport
  var stopReason: StopReason?
  var stage = CancellationToken.Stage.none
  var ended: UnsafeContinuation<Void, Never>?
  var isOver = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { scope.loop.asUnownedSerialExecutor() }

  init(
    scope: RunScope, configuration: Configuration, source: CaseFeed, report: RunReport,
    work: @escaping TaskWork
  ) {
    self.scope = scope
    self.configuration = configuration
    self.work = work
    let policy = configuration.policy
    window = AdmissionWindow(policy)
    tokens = configuration.tokens
    begun = scope.now
    warmUp = WarmUp(policy.load, from: begun)
    driver = policy.load.shape.conduct.driver
    schedule = policy.load.shape.schedule(policy, seed: configuration.seed, shard: configuration.shard)
    (tasksArrive, hasUsers) = (driver.tasksArrive, driver.hasUsers)
    hasExpectations = configuration.expectations.values.contains { !$0.isEmpty }
    retries = RetryDecider(policy.retryPolicy, seed: configuration.seed)
    limits = configuration.limits
    self.source = source
    self.report = report
  }

  var policy: ExecutionPolicy { configuration.policy }

  /// Runs to the end: natural, or after a stop. When the source of cases breaks, that is a stop as well.
  func run(_ cancellation: CancellationToken?) async {
    let user = cancellation?.attach { [self] stage, reason in
      scope.loop.execute { self.assumeIsolated { $0.stop(reason, stage: stage) } }
    }
    begin()
    await withUnsafeContinuation { continuation in
      ended = continuation
      endIfOver()
    }
    if let user { cancellation?.detach(user) }
  }

  private func begin() {
    guard stage == .none else { return }
    if let limit = configuration.runLimit { end(at: .zero + limit, limit) }
    if let limit = policy.stopConditions.timeoutTotal, limit != configuration.runLimit {
      end(at: scope.now + limit, limit)
    }
    followPlan()
  }

  private func end(at instant: RunInstant, _ limit: Duration) {
    scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated { $0.stop(.timeoutTotal(limit: limit), stage: .abort) }
    }
  }

  /// The run is over when nothing is left to be done and nothing is under way.
  func endIfOver() {
    guard !isOver, let ended, workersAreDone else { return }
    isOver = true
    deadlineTimer?.cancel()
    wakeTimer?.cancel()
    cancelWhatNeverBegan()
    for worker in idle { worker.idle?.resume(returning: nil) }
    idle = []
    self.ended = nil
    ended.resume()
  }

  private var workersAreDone: Bool {
    let planDone =
      stage > .none || (planIsOver && arrived.isEmpty) || (driver.endsWithCases && source.isExhausted)
    return planDone && window.unfinished == 0 && lingering == 0
  }
}

extension RunCoordinator {
  /// What a coordinator is made with.
  struct Configuration: Sendable {
    var policy: ExecutionPolicy
    var tokens: TokenDesk.Lane
    /// Where the run ends early; none for cases that are no part of the load.
    var limits: [StopLimits.Limit] = []
    var seed: UInt64
    /// Of the users and arrivals of a load over time it takes those of this shard; `nil` for all.
    var shard: ManifestShard?
    var ids: IDSource
    /// Where a stop becomes one of all scenarios; `nil` for cases that are no part of the load.
    var outcome: RunOutcome?
    /// Bounds the whole run, from its start.
    var runLimit: Duration?
    /// How long a cancelled attempt may take to return what it knows.
    var grace = Duration.milliseconds(250)
    var expectations: [String: [Expectation]] = [:]
    /// What cases call by name, and records must not hold.
    var secrets = Secrets.none
  }
}
