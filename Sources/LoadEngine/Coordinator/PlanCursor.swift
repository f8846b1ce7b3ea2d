import RunModel

/// Walks through the plan of a load: which step is due, and when the next one is. Pure.
struct PlanCursor {
  enum Next: Equatable {
    /// The step is due.
    case now(LoadStep.Change, at: RunInstant)
    /// The next step is due then.
    case later(RunInstant)
    /// There is no further step. The plan ends then; `nil` when the load ends with its tasks.
    case end(RunInstant?)
  }

  private var schedule: any LoadSchedule
  private var upcoming: LoadStep?
  private let length: Duration?
  /// When the load began.
  let begin: RunInstant

  init(_ schedule: any LoadSchedule, length: Duration?, begin: RunInstant) {
    (self.schedule, self.length, self.begin) = (schedule, length, begin)
  }

  /// What the plan has now. A step is given once.
  mutating func next(at now: RunInstant) -> Next {
    guard let step = upcoming ?? schedule.nextStep() else { return .end(length.map { begin + $0 }) }
    let instant = begin + (step.at - .zero)
    upcoming = instant <= now ? nil : step
    return instant <= now ? .now(step.change, at: instant) : .later(instant)
  }
}
