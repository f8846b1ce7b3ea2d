/// The plan of a load, step by step. Pure: it is made anew whenever it is wanted, and is the same each time.
package protocol LoadSchedule: Sendable {
  /// What comes next; instants do not decrease. `nil` after the last step.
  mutating func nextStep() -> LoadStep?
}

/// One step of a plan.
package struct LoadStep: Sendable, Hashable {
  package enum Change: Sendable, Hashable {
    /// A task arrives.
    case arrival
    /// From now on there are so many users.
    case users(Int)
  }

  /// Since the load's begin.
  package var at: RunInstant
  package var change: Change

  package init(at: RunInstant, _ change: Change) { (self.at, self.change) = (at, change) }
}

/// So many at once, from the beginning to the end.
package struct ConstantSchedule: LoadSchedule {
  private var users: Int?

  package init(users: Int) { self.users = users }

  package mutating func nextStep() -> LoadStep? {
    defer { users = nil }
    return users.map { LoadStep(at: .zero, .users($0)) }
  }
}
