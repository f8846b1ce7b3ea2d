import RunModel
import Statistics

/// How the tasks of a load come to its workers: decides what the coordinator does at each step of the plan. Pure.
package protocol LoadDriver: Sendable {
  /// Whether tasks come by the plan and wait for a worker. Otherwise free workers ask for the next one.
  var tasksArrive: Bool { get }
  /// Whether workers are users, who pause between tasks, and leave when they are too many or have done theirs.
  var hasUsers: Bool { get }
  /// Whether users who are there go on when the plan is over, until they have done their tasks.
  var finishesSessions: Bool { get }
  /// Whether the load is over with its cases, and not with its plan.
  var endsWithCases: Bool { get }
  /// The plan wants so many users from now on.
  mutating func want(_ users: Int)
  /// The plan is over: what has begun may end, and nothing else begins.
  mutating func endPlan()
  /// How many workers to hire, of so many that work and so many tasks that there can be at most (`nil`: not known).
  func vacancies(working: Int, tasks: Int?) -> Int
  /// Whether one of so many that work has to leave.
  func isSurplus(working: Int) -> Bool
  /// Whether a user who has begun so many tasks has more to do.
  func staysAfter(tasks: Int) -> Bool
  /// Whether a task that arrives is dropped, when so many are under way or wait.
  func drops(underWay: Int) -> Bool
  /// A user's pause after its task; `nil` for none.
  func pause(user: Int, number: UInt64, seed: UInt64) -> Duration?
}

/// What is not said is not so.
extension LoadDriver {
  package var tasksArrive: Bool { false }
  package var hasUsers: Bool { false }
  package var finishesSessions: Bool { false }
  package var endsWithCases: Bool { false }
  package mutating func want(_ users: Int) {}
  package mutating func endPlan() {}
  package func vacancies(working: Int, tasks: Int?) -> Int { 0 }
  package func isSurplus(working: Int) -> Bool { false }
  package func staysAfter(tasks: Int) -> Bool { true }
  package func drops(underWay: Int) -> Bool { false }
  package func pause(user: Int, number: UInt64, seed: UInt64) -> Duration? { nil }
}

extension DelayDistribution {
  /// A user's pause after its so many-th task: its own chance, whatever the others do.
  func pause(user: Int, number: UInt64, seed: UInt64) -> Duration {
    var random = SeededGenerator(seed: seed, stream: UInt64(user), number, 0x74)
    return draw(&random)
  }
}

extension LoadConduct {
  /// The driver of a load; the one place that names them.
  package var driver: any LoadDriver {
    switch self {
    case .cases: CaseDriver()
    case .users(let rules): UserDriver(rules)
    case .arrivals(let rules): ArrivalDriver(rules)
    }
  }
}
