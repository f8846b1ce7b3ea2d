import RunModel

/// Tasks begin when the plan says so, whatever the server does: as many workers as it takes, up to a most. When users
/// arrive, each does its tasks one after the other, with pauses. Pure.
package struct ArrivalDriver: LoadDriver {
  private let rules: ArrivalRules

  package init(_ rules: ArrivalRules) { self.rules = rules }

  package var tasksArrive: Bool { true }

  package var hasUsers: Bool { rules.session != nil }

  package var finishesSessions: Bool { rules.session != nil }

  package func vacancies(working: Int, tasks: Int?) -> Int {
    rules.overflow == .grow ? 1 : max(0, rules.maxInFlight - working)
  }

  /// A worker that has begun none is at nobody's service.
  package func staysAfter(tasks: Int) -> Bool { tasks > 0 && tasks < rules.session?.tasks ?? 1 }

  package func drops(underWay: Int) -> Bool { rules.overflow == .drop && underWay >= rules.maxInFlight }

  package func pause(user: Int, number: UInt64, seed: UInt64) -> Duration? {
    rules.session?.thinkTime?.pause(user: user, number: number, seed: seed)
  }
}
