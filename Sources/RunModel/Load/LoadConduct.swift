/// Who begins the tasks of a load: what the engine drives it by.
package enum LoadConduct: Sendable, Hashable {
  /// So many slots take the next case when they are free, until none is left.
  case cases
  /// Users come and go by plan; each begins its next task when its last has ended.
  case users(UserRules)
  /// Tasks begin when the plan says so.
  case arrivals(ArrivalRules)

  /// The rules of arrivals; `nil` when tasks do not arrive by a plan.
  package var arrivals: ArrivalRules? {
    if case .arrivals(let rules) = self { rules } else { nil }
  }

  /// How many tasks there are in all; `nil` when time ends the load, or its cases do.
  package var total: Int? {
    if case .users(let rules) = self { rules.total } else { nil }
  }
}

/// How users behave.
package struct UserRules: Sendable, Hashable {
  /// The pause of a user between its tasks.
  package var thinkTime: DelayDistribution?
  /// How many tasks each of them does; `nil` for as many as it gets through.
  package var tasksEach: Int?
  /// How many tasks all of them do; `nil` when time ends the load.
  package var total: Int?

  package init(thinkTime: DelayDistribution? = nil, tasksEach: Int? = nil, total: Int? = nil) {
    (self.thinkTime, self.tasksEach, self.total) = (thinkTime, tasksEach, total)
  }
}

/// What holds of arrivals, whatever their rate.
package struct ArrivalRules: Sendable, Hashable, Codable {
  /// How they are spread.
  package var spread: OpenLoad.Arrivals
  /// Of gamma arrivals: below 1 they come in bunches, at 1 as independent users, above 1 more and more evenly.
  package var burstiness: Double?
  /// At most so many tasks, or users with a session, at once; at least 1.
  package var maxInFlight: Int
  /// What becomes of an arrival beyond that.
  package var overflow: OpenLoad.Overflow
  /// What each does that arrives; `nil` for one task.
  package var session: UserSession?

  package init(
    spread: OpenLoad.Arrivals = .uniform, burstiness: Double? = nil, maxInFlight: Int = 1000,
    overflow: OpenLoad.Overflow = .queue, session: UserSession? = nil
  ) {
    (self.spread, self.burstiness, self.maxInFlight) = (spread, burstiness, maxInFlight)
    (self.overflow, self.session) = (overflow, session)
  }
}

/// What a user does that comes and goes: some tasks, one after the other.
package struct UserSession: Sendable, Hashable, Codable {
  /// How many tasks; at least 1.
  package var tasks: Int
  /// The pause between them.
  package var thinkTime: DelayDistribution?

  package init(tasks: Int, thinkTime: DelayDistribution? = nil) {
    (self.tasks, self.thinkTime) = (tasks, thinkTime)
  }
}
