import RunModel

/// How long a step is, seconds.
package struct StepTimes: Sendable, Equatable {
  /// Thrown away.
  package var warmUp: Double
  /// Measured; 0 of a load that ends with its tasks.
  package var steady: Double

  package init(warmUp: Double, steady: Double) { (self.warmUp, self.steady) = (warmUp, steady) }

  /// Of both.
  package var end: Double { warmUp + steady }
}

/// The tries of one step: one during which the state was not steady is the warm-up of the next, which begins at once and
/// throws away as much as the last ramp took. Pure.
package struct StepTries: Sendable {
  /// How long the next try is.
  package private(set) var times: StepTimes
  private let most: Int
  private var count = 0

  /// After the first one there are at most three more: one, when an earlier step never became steady, for then something
  /// else than a warm-up is in its way.
  package init(_ times: StepTimes, after steps: [CapacityStep]) {
    self.times = times
    most = steps.contains { $0.unsteady != nil } ? 1 : 3
  }

  /// What the next try would be after one that came to `step`; `nil` when that is judged as it is.
  package func next(after step: CapacityStep, _ state: StepSteadiness) -> StepTries? {
    guard count < most, let since = state.since, state.asksForMore(step) else { return nil }
    var next = self
    next.count += 1
    next.times.warmUp = max(times.warmUp, since)
    return next
  }

  /// The last try, with what is to be said of the others.
  package func told(_ step: CapacityStep, _ state: StepSteadiness) -> CapacityStep {
    var step = step
    step.triesBefore = count == 0 ? nil : count
    step.unsteady = state.asksForMore(step) ? state.words : nil
    return step
  }
}
