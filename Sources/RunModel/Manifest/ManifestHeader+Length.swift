extension ManifestHeader {
  /// Whether every case is done once, so that the run ends with its cases and not with a plan of time.
  package var runsOnce: Bool {
    let own = scenarios.compactMap(\.execution)
    return (own + [execution]).allSatisfy(\.load.runsOnce)
  }

  /// Whether the load of a scenario goes through its cases again and again, as long as it lasts.
  package func repeatsCases(of scenario: String) -> Bool {
    let own = scenarios.first { $0.name == scenario }?.execution
    return (own ?? execution).load.repeatsCases
  }

  /// Whether any load does.
  package var mayRepeatCases: Bool {
    (scenarios.compactMap(\.execution) + [execution]).contains(where: \.load.repeatsCases)
  }

  /// How many cases there are of each scenario whose load goes through them again and again, as far as they were counted.
  package var repeatedCases: [String: Int] {
    (parts ?? []).filter { $0.cases > 0 && repeatsCases(of: $0.scenario) }
      .reduce(into: [:]) { $0[$1.scenario, default: 0] += $1.cases }
  }

  /// The one load of all scenarios; `nil` when one has its own.
  private var onlyLoad: (any LoadShape)? {
    scenarios.allSatisfy { $0.execution == nil } ? execution.load.shape : nil
  }

  /// What holds of the arrivals of the one load of all scenarios; `nil` when there is none, or users arrive and not
  /// tasks: when their later tasks come is not planned.
  package var arrivalRules: ArrivalRules? {
    onlyLoad?.conduct.arrivals.flatMap { $0.session == nil ? $0 : nil }
  }

  /// How many tasks the one load of all scenarios plans; `nil` when that is not known.
  package var plannedTasks: Double? { onlyLoad?.words.tasks }

  /// Where the run's warm-up ends; `nil` when there is none, or each scenario has its own.
  package var warmUpEnd: RunInstant? {
    scenarios.contains { $0.execution != nil } ? nil : execution.load.warmUpEnd
  }

  /// Where the run's cool-down begins; `nil` when there is none, or each scenario has its own.
  package var coolDownStart: RunInstant? {
    scenarios.contains { $0.execution != nil } ? nil : execution.load.coolDownStart
  }

  /// How long its loads last, one scenario after the other or beside it, seconds; `nil` when one ends with its tasks.
  package var length: Double? {
    var ends: [String: Double?] = [:]
    for plan in scenarios {
      let begin = plan.startAfter.map { ends[$0] ?? 0 } ?? 0
      let own = (plan.execution ?? execution).load.length
      ends[plan.name] = begin.flatMap { begin in own.map { begin + $0 } }
    }
    if scenarios.isEmpty { return execution.load.length }
    return ends.values.contains { $0 == nil } ? nil : ends.values.compactMap(\.self).max()
  }
}
