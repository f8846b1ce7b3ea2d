/// So many slots take the next case when they are free. Pure.
package struct CaseDriver: LoadDriver {
  private var slots = 0

  package init() {}

  package var endsWithCases: Bool { true }

  package mutating func want(_ users: Int) { slots = users }

  package func vacancies(working: Int, tasks: Int?) -> Int { max(0, min(slots, tasks ?? slots) - working) }
}
