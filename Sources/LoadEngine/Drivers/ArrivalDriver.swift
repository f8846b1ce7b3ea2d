import RunModel

/// Tasks begin when the plan says so, whatever the server does: as many workers as it takes, up to a most. Pure.
package struct ArrivalDriver: LoadDriver {
  private let rules: ArrivalRules

  package init(_ rules: ArrivalRules) { self.rules = rules }

  package var tasksArrive: Bool { true }

  package func vacancies(working: Int, tasks: Int?) -> Int { max(0, rules.maxInFlight - working) }

  package func drops(underWay: Int) -> Bool { rules.overflow == .drop && underWay >= rules.maxInFlight }
}
