import RunModel

/// Users come and go by plan; each begins its next task when its last has ended, after a pause. Pure.
package struct UserDriver: LoadDriver {
  private let rules: UserRules
  private var wanted = 0
  private var planIsOver = false

  package init(_ rules: UserRules) { self.rules = rules }

  package var hasUsers: Bool { true }

  package var endsWithCases: Bool { rules.total != nil }

  package mutating func want(_ users: Int) { wanted = users }

  package mutating func endPlan() { planIsOver = true }

  package func vacancies(working: Int, tasks: Int?) -> Int { max(0, min(wanted, tasks ?? wanted) - working) }

  package func isSurplus(working: Int) -> Bool { working > wanted || planIsOver }

  package func staysAfter(tasks: Int) -> Bool { rules.tasksEach.map { tasks < $0 } ?? true }

  package func pause(user: Int, number: UInt64, seed: UInt64) -> Duration? {
    rules.thinkTime?.pause(user: user, number: number, seed: seed)
  }
}
