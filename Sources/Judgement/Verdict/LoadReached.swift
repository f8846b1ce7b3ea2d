import RunModel

/// How much of what a load of arrivals had planned was begun while the plan lasted. Pure.
package struct LoadReached: Sendable, Equatable {
  /// Arrivals that were planned.
  package var planned: Int
  /// Tasks that were begun before the plan's end.
  package var begunInTime: Int
  /// Tasks that were begun at all.
  package var begun: Int
  /// Seconds of the plan.
  package var length: Double
  private var load: OpenLoad

  /// What a run reached; `nil` when it had no single plan of arrivals, or was ended before the plan's end.
  package init?(_ header: ManifestHeader, _ measurements: RunMeasurements, _ stopReason: StopReason?) {
    guard case .open(let load) = header.execution.load, header.scenarios.allSatisfy({ $0.execution == nil })
    else { return nil }
    guard stopReason == nil || stopReason == .loadEnded, measurements.inclusive.total > 0 else { return nil }
    self.load = load
    length = load.stages.reduce(0) { $0 + $1.duration.inSeconds }
    planned = measurements.inclusive.total
    // Windows count attempts: those beyond a task's first one are taken off.
    let (windows, retries) = (measurements.windows, measurements.inclusive.retries)
    let starts = windows.windows.map(\.started)
    let inPlan = zip(starts, stride(from: 0, to: length, by: Double(windows.width)))
    begun = max(0, starts.reduce(0, +) - retries)
    begunInTime = min(begun, max(0, inPlan.reduce(0) { $0 + $1.0 } - retries))
  }

  /// Of the planned ones, those that were begun in time, 0 to 1.
  package var share: Double { planned > 0 ? Double(begunInTime) / Double(planned) : 1 }

  /// Whether the load was that of the plan: at least 99 % of it.
  package var isReached: Bool { share >= 0.99 }

  /// What a reader must know of a load that was not reached, and why it was not.
  package func sentence(generatorWasLate: Bool) -> String? {
    if isReached || length <= 0 { return nil }
    let (asked, reached) = (Double(planned) / length, Double(begunInTime) / length)
    return
      "asked \(Figures.digits(asked)) arrivals a second, reached \(Figures.digits(reached)) (\(Figures.percent(share))): \(reason(generatorWasLate))"
  }

  private func reason(_ generatorWasLate: Bool) -> String {
    if generatorWasLate { return "the generator was late" }
    let places =
      "\(load.maxInFlight) tasks were in flight (max_in_flight), so the server was slower than the plan"
    return load.overflow == .drop
      ? "\(planned - begun) arrivals were dropped while \(places)" : "arrivals waited while \(places)"
  }
}
