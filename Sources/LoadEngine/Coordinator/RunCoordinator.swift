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
  var driver: any LoadDriver
  var plan: PlanCursor
  let warmUp: WarmUp
  let tokens: RateTokens.Queue
  let limits: StopLimits.Part?

  // What waits.
  var source: CaseFeed
  var arrivals = ArrivalQueue()
  var retries: RetryQueue
  var wakeUp: Alarm

  // What is under way.
  var crew = WorkerCrew()
  var deadlines: DeadlineWatch
  var inFlight = 0
  /// Attempts that were cut and have a moment to say what they know.
  var lingering = 0
  /// Users who pause between two tasks.
  var thinking = 0
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
    let (policy, shape, begin) = (configuration.policy, configuration.policy.load.shape, scope.now)
    window = AdmissionWindow(policy)
    driver = shape.conduct.driver
    (tasksArrive, hasUsers) = (driver.tasksArrive, driver.hasUsers)
    plan = PlanCursor(
      configuration.arrivals
        ?? shape.schedule(policy, seed: configuration.seed, shard: configuration.shard), length: shape.length,
      begin: begin)
    warmUp = WarmUp(policy.load, from: begin)
    tokens = configuration.tokens
    limits = configuration.limits
    hasExpectations = configuration.expectations.values.contains { !$0.isEmpty }
    retries = RetryQueue(policy.retryPolicy, seed: configuration.seed)
    deadlines = DeadlineWatch(limit: policy.stopConditions.timeoutPerTask, scope)
    wakeUp = Alarm(scope)
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
    schedule(at: instant) { $0.stop(.timeoutTotal(limit: limit), stage: .abort) }
  }

  /// Sees to it that the action is done at that instant, if the coordinator is still there.
  func schedule(at instant: RunInstant, _ action: @escaping @Sendable (isolated RunCoordinator) -> Void) {
    scope.loop.schedule(at: scope.loopInstant(instant), later(action))
  }

  /// The action, for a timer of the loop.
  func later(_ action: @escaping @Sendable (isolated RunCoordinator) -> Void) -> () -> Void {
    { [weak self] in self?.assumeIsolated { action($0) } }
  }

  /// The run is over when nothing is left to be done and nothing is under way.
  func endIfOver() {
    guard !isOver, let ended, workersAreDone else { return }
    isOver = true
    deadlines.cancel()
    wakeUp.cancel()
    cancelWhatNeverBegan()
    crew.dismissIdle()
    self.ended = nil
    ended.resume()
  }

  private var workersAreDone: Bool {
    guard window.unfinished == 0, lingering == 0 else { return false }
    let sessionsAreOver = thinking == 0 || !driver.finishesSessions
    return stage > .none || (planIsOver && arrivals.waiting == 0 && sessionsAreOver)
      || (driver.endsWithCases && source.isExhausted)
  }
}
