import RunModel
import Statistics

/// Users come and go by plan; each begins its next task when its last has ended, after a pause. Pure.
package struct UserDriver: LoadDriver {
  private let rules: UserRules
  private var wanted = 0
  private var planIsOver = false

  package init(_ rules: UserRules) { self.rules = rules }

  package var hasUsers: Bool { true }

  package mutating func want(_ users: Int) { wanted = users }

  package mutating func endPlan() { planIsOver = true }

  package func vacancies(working: Int, tasks: Int?) -> Int { max(0, wanted - working) }

  package func isSurplus(working: Int) -> Bool { working > wanted || planIsOver }

  package func pause(user: Int, number: UInt64, seed: UInt64) -> Duration? {
    guard let thinkTime = rules.thinkTime else { return nil }
    var random = SeededGenerator(seed: seed, stream: UInt64(user), number, 0x74)
    return thinkTime.draw(&random)
  }
}
