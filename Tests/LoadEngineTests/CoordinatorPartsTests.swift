import Reactor
import RunModel
import Testing

@testable import LoadEngine

/// The parts of the coordinator, each alone.
@Suite struct CoordinatorPartsTests {
  private static func seconds(_ seconds: Double) -> RunInstant {
    RunInstant(nanoseconds: Int64(seconds * 1e9))
  }

  private static func task(_ index: Int, at instant: RunInstant = .zero) -> PlannedTask {
    PlannedTask(
      index: index, id: "task-\(index)", testCase: TestCase(id: "case-\(index)"), intendedStart: instant,
      isWarmUp: false)
  }

  private static func attempt(_ index: Int, number: Int = 1) -> Attempt {
    Attempt(task(index), number: number, intendedStart: .zero, admitted: .zero)
  }

  private final class Log: @unchecked Sendable {
    var lines: [String] = []
  }

  /// Runs in virtual time.
  private static func run(_ body: @escaping @Sendable (RunScope, Log) async throws -> Void) throws -> [String]
  {
    let (loop, log) = (SimulatedLoop(), Log())
    try loop.run {
      try await body(RunScope(runID: "run", loop: loop, origin: loop.now, logger: .silent), log)
    }
    return log.lines
  }

  // MARK: Alarm

  @Test func anAlarmRingsOnceAtTheEarliestInstant() throws {
    let lines = try Self.run { scope, log in
      var alarm = Alarm(scope)
      for (name, at) in [("late", 5.0), ("early", 2.0), ("later", 4.0)] {
        alarm.set(at: Self.seconds(at)) {
          log.lines.append("\(name) \(scope.now.nanoseconds / 1_000_000_000)")
        }
      }
      #expect(alarm.isSet)
      try await scope.sleep(until: Self.seconds(9))
      #expect(!alarm.isSet)
      alarm.set(at: Self.seconds(10)) { log.lines.append("again") }
      try await scope.sleep(until: Self.seconds(11))
      alarm.set(at: Self.seconds(12)) { log.lines.append("cancelled") }
      alarm.cancel()
      try await scope.sleep(until: Self.seconds(13))
    }
    #expect(lines == ["early 2", "again"])
  }

  // MARK: Deadlines

  @Test func deadlinesExpireInOrderAndThoseOfEndedAttemptsDoNot() throws {
    let lines = try Self.run { scope, log in
      var watch = DeadlineWatch(limit: .seconds(3), scope)
      let worker = Worker(slot: 0)
      let attempts = (0..<4).map { Self.attempt($0) }
      for (index, attempt) in attempts.enumerated() {
        try await scope.sleep(until: Self.seconds(Double(index) / 2))
        watch.begin(
          attempt, of: worker, at: scope.now, underWay: 4,
          expire: { log.lines.append("alarm \(scope.now.nanoseconds / 1_000_000_000)") })
      }
      attempts[0].isConcluded = true
      attempts[2].cut = (scope.now, .cancelled)
      let early = watch.popDue(at: Self.seconds(3.4))
      #expect(early == nil, "the first has ended, the second is due at 3.5")
      let due = watch.popDue(at: Self.seconds(9)).map { [$0.attempt.task.index] } ?? []
      let next = watch.popDue(at: Self.seconds(9)).map { [$0.attempt.task.index] } ?? []
      let last = watch.popDue(at: Self.seconds(9))
      #expect(due + next == [1, 3] && last == nil)
      try await scope.sleep(until: Self.seconds(9))
    }
    #expect(lines == ["alarm 3"], "one timer, for the first")
  }

  @Test func withoutALimitNothingIsWatched() throws {
    _ = try Self.run { scope, _ in
      var watch = DeadlineWatch(limit: nil, scope)
      let attempt = Self.attempt(0)
      watch.begin(attempt, of: Worker(slot: 0), at: .zero, underWay: 1, expire: {})
      #expect(watch.count == 0 && attempt.deadline == nil)
    }
  }

  /// A long limit and short attempts: what has ended does not pile up behind one that has not.
  @Test func endedAttemptsDoNotPileUp() throws {
    _ = try Self.run { scope, _ in
      var watch = DeadlineWatch(limit: .seconds(3600), scope)
      let worker = Worker(slot: 0)
      watch.begin(Self.attempt(0), of: worker, at: .zero, underWay: 1, expire: {})
      for index in 1..<10_000 {
        let attempt = Self.attempt(index)
        watch.begin(attempt, of: worker, at: .zero, underWay: 2, expire: {})
        attempt.isConcluded = true
        #expect(watch.count <= 2 * 2 + 65)
      }
      watch.cancel()
    }
  }

  // MARK: Retries

  @Test func retriesComeWhenTheyAreDueTheEarliestFirst() {
    var queue = RetryQueue(RetryPolicy(maxAttempts: 3, backoff: .seconds(2), jitter: .none), seed: 1)
    let tasks = (0..<4).map { Self.task($0) }
    let none = queue.popDue(at: Self.seconds(99))
    #expect(queue.nextDue == nil && none == nil)
    let dues = zip(tasks, [5.0, 2, 2, 0]).map { task, pause in
      queue.add(task, after: .seconds(pause), from: Self.seconds(1), now: Self.seconds(2))
    }
    #expect(dues == [6, 3, 3, 2].map(Self.seconds), "never before now")
    #expect(queue.nextDue == Self.seconds(2) && tasks[0].lastPause == .seconds(5))
    let first = queue.popDue(at: Self.seconds(2.5))
    #expect(first?.task.index == 3 && first?.number == 1 && first?.intendedStart == Self.seconds(2))
    let early = queue.popDue(at: Self.seconds(2.5))
    #expect(early == nil)
    let both = [queue.popDue(at: Self.seconds(3)), queue.popDue(at: Self.seconds(3))]
    #expect(both.map { $0?.task.index } == [1, 2], "of one instant, in the order of the plan")
    let rest = [queue.withdraw()?.index, queue.withdraw()?.index]
    #expect(rest == [0, nil])
  }

  @Test func aRetryPausesByItsPolicyAndTheLastAttemptHasNone() {
    let queue = RetryQueue(
      RetryPolicy(maxAttempts: 3, backoff: .seconds(2), multiplier: 2, jitter: .none), seed: 1)
    let timeout = TaskOutput(thrown: TaskError.timeout(limit: .seconds(1), elapsed: .seconds(1)))
    #expect(queue.pause(after: Self.attempt(0), timeout) == .seconds(2))
    #expect(queue.pause(after: Self.attempt(0, number: 2), timeout) == .seconds(4))
    #expect(queue.pause(after: Self.attempt(0, number: 3), timeout) == nil)
    #expect(queue.pause(after: Self.attempt(0), TaskOutput.success) == nil)
  }

  // MARK: Workers

  @Test func workIsGivenToWhoWaitsAndACutWorkerIsReplaced() async {
    var crew = WorkerCrew()
    let (first, second) = (crew.hire(), crew.hire())
    #expect(first.slot == 0 && second.slot == 1 && crew.working == 2 && !crew.hasIdle)
    let taken = crew.give(Self.attempt(0))
    #expect(!taken, "nobody waits")
    let given = await withUnsafeContinuation { continuation in
      crew.wait(first, continuation)
      #expect(crew.hasIdle)
      let taken = crew.give(Self.attempt(7))
      #expect(taken && !crew.hasIdle)
    }
    #expect(given?.task.index == 7)
    let dismissed = await withUnsafeContinuation { continuation in
      crew.wait(second, continuation)
      crew.dismissIdle()
    }
    #expect(dismissed == nil && !crew.hasIdle)

    first.pauses = 3
    first.isDetached = true
    let other = crew.replace(first)
    #expect(other !== first && other.slot == 0 && other.pauses == 3 && crew.working == 2)
    crew.leave(first)
    #expect(crew.working == 2, "its place was taken already")
    crew.leave(second)
    #expect(crew.working == 1)
  }

  @Test func whatWasCutIsNotUnderWay() {
    var crew = WorkerCrew()
    let workers = (0..<3).map { _ in crew.hire() }
    workers[0].attempt = Self.attempt(0)
    workers[2].attempt = Self.attempt(2)
    #expect(crew.underWay.map(\.attempt.task.index) == [0, 2])
    workers[0].attempt?.cut = (.zero, .timeout)
    #expect(crew.underWay.map(\.worker.slot) == [2])
  }

  // MARK: Plan

  private struct Steps: LoadSchedule {
    var steps: [LoadStep]
    mutating func nextStep() -> LoadStep? { steps.isEmpty ? nil : steps.removeFirst() }
  }

  @Test func aPlanGivesEachStepOnceWhenItIsDue() {
    let steps = Steps(steps: [
      LoadStep(at: .zero, .users(2)), LoadStep(at: Self.seconds(1), .arrival),
      LoadStep(at: Self.seconds(1), .arrival),
    ])
    var plan = PlanCursor(steps, length: .seconds(5), begin: Self.seconds(10))
    let next = [10, 10, 10.5, 12, 12, 12].map { plan.next(at: Self.seconds($0)) }
    let arrival = PlanCursor.Next.now(.arrival, at: Self.seconds(11))
    let later = PlanCursor.Next.later(Self.seconds(11))
    #expect(next[0] == .now(.users(2), at: Self.seconds(10)))
    #expect(next[1] == later && next[2] == later, "asking takes nothing")
    #expect(next[3] == arrival && next[4] == arrival && next[5] == .end(Self.seconds(15)))
    var endless = PlanCursor(Steps(steps: []), length: nil, begin: .zero)
    let end = endless.next(at: .zero)
    #expect(end == .end(nil))
  }

  @Test func ofArrivalsNoneIsLost() {
    var queue = ArrivalQueue()
    func holds() -> Bool { queue.scheduled == queue.started + queue.dropped + queue.waiting }
    for index in 0..<5 {
      queue.add(Self.task(index))
      #expect(holds())
    }
    queue.drop()
    #expect(holds() && queue.scheduled == 6 && queue.dropped == 1)
    let started = [queue.start()?.index, queue.start()?.index]
    #expect(started == [0, 1] && holds())
    let withdrawn = queue.withdraw()?.index
    #expect(withdrawn == 2 && holds() && queue.dropped == 2 && queue.waiting == 2)
    while queue.withdraw() != nil { #expect(holds()) }
    let none = queue.start()
    #expect(none == nil && queue.started == 2 && queue.dropped == 4)
  }

  // MARK: Drivers

  @Test func slotsAreNoMoreThanTheTasksThatThereAre() {
    var driver = CaseDriver()
    driver.want(5)
    #expect(driver.vacancies(working: 0, tasks: nil) == 5 && driver.vacancies(working: 0, tasks: 3) == 3)
    #expect(driver.vacancies(working: 5, tasks: nil) == 0 && !driver.isSurplus(working: 9))
    #expect(driver.endsWithCases && !driver.tasksArrive && !driver.hasUsers)
  }

  @Test func usersComeAndGoAndPauseByTheirOwnChance() {
    var driver = UserDriver(UserRules(thinkTime: .uniform(min: 1, max: 9)))
    driver.want(4)
    #expect(
      driver.vacancies(working: 1, tasks: nil) == 3 && driver.vacancies(working: 1, tasks: 2) == 1
        && !driver.isSurplus(working: 4))
    driver.want(2)
    #expect(driver.isSurplus(working: 3) && !driver.isSurplus(working: 2))
    let pauses = (0..<3).map { driver.pause(user: $0, number: 0, seed: 1) }
    #expect(Set(pauses).count == 3 && pauses[0] == driver.pause(user: 0, number: 0, seed: 1))
    #expect(UserDriver(UserRules()).pause(user: 0, number: 0, seed: 1) == nil)
    driver.endPlan()
    #expect(driver.isSurplus(working: 1), "the plan is over: all leave")
  }

  @Test func arrivalsBeyondTheMostAreQueuedOrDropped() {
    let queue = ArrivalDriver(ArrivalRules(maxInFlight: 3, overflow: .queue))
    let drop = ArrivalDriver(ArrivalRules(maxInFlight: 3, overflow: .drop))
    #expect(queue.vacancies(working: 2, tasks: nil) == 1 && queue.vacancies(working: 3, tasks: nil) == 0)
    #expect(!queue.drops(underWay: 99) && !drop.drops(underWay: 2) && drop.drops(underWay: 3))
    #expect(queue.tasksArrive && !queue.endsWithCases && !queue.hasUsers)
    let grow = ArrivalDriver(ArrivalRules(maxInFlight: 3, overflow: .grow))
    #expect(grow.vacancies(working: 99, tasks: nil) > 0 && !grow.drops(underWay: 99))
  }

  @Test func usersWithASessionStayUntilTheyHaveDoneTheirTasks() {
    let rules = ArrivalRules(session: UserSession(tasks: 3, thinkTime: .constant(2)))
    let driver = ArrivalDriver(rules)
    #expect(driver.hasUsers && driver.finishesSessions)
    #expect((0...4).map(driver.staysAfter) == [false, true, true, false, false])
    #expect(driver.pause(user: 1, number: 0, seed: 1) == .seconds(2))
    let fixed = UserDriver(UserRules(tasksEach: 2, total: 8))
    #expect(fixed.endsWithCases && (0...3).map(fixed.staysAfter) == [true, true, false, false])
  }
}
