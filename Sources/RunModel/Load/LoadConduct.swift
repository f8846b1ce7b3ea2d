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
}

/// How users behave.
package struct UserRules: Sendable, Hashable {
  /// The pause of a user between its tasks.
  package var thinkTime: DelayDistribution?

  package init(thinkTime: DelayDistribution? = nil) {
    self.thinkTime = thinkTime
  }
}

/// What holds of arrivals, whatever their rate.
package struct ArrivalRules: Sendable, Hashable {
  /// At most so many tasks at once; at least 1.
  package var maxInFlight: Int
  /// What becomes of an arrival beyond that.
  package var overflow: OpenLoad.Overflow

  package init(maxInFlight: Int, overflow: OpenLoad.Overflow) {
    (self.maxInFlight, self.overflow) = (maxInFlight, overflow)
  }
}
