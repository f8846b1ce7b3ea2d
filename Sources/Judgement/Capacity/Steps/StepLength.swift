import RunModel
import Statistics

/// How long a step's steady part has to be, so that its sample carries the quantiles of the objective. Pure.
package enum StepLength {
  /// Seconds: the pace's, up to four times as long where the earlier steps say that too little would end in it.
  package static func seconds(
    _ pace: CapacityPace, _ unit: CapacityPlan.Unit, load: Double, objective: [ThresholdDefinition],
    after steps: [CapacityStep]
  ) -> Double {
    let needed = Double(needed(objective))
    guard let expected = expected(unit, load, steps), expected > 0 else { return pace.step }
    return min(max(pace.step, (needed / expected).rounded(.up)), 4 * pace.step)
  }

  /// How long a task takes that does not wait: the p95 of the lightest step that held, or its longest, seconds; `nil` while none has.
  package static func fill(after steps: [CapacityStep]) -> Double? {
    steps.filter(\.holds).min { $0.load < $1.load }.flatMap { $0.response.p95 ?? $0.longest }
  }

  /// Seconds of a step's warm-up: as long as a task takes, so that as many end as begin, but at most four steps.
  package static func warmUp(_ pace: CapacityPace, after steps: [CapacityStep]) -> Double {
    max(pace.warmUp, min((fill(after: steps) ?? 0).rounded(.up), 4 * pace.step))
  }

  /// How many values the highest quantile of the objective needs.
  private static func needed(_ objective: [ThresholdDefinition]) -> Int {
    let metrics = objective.flatMap { (try? ThresholdExpression(parsing: $0.expression))?.metrics ?? [] }
    return metrics.compactMap { $0.aggregation.quantile }.filter { (0.001...0.999).contains($0) }
      .map { QuantileInterval.minimumCount($0) }.max() ?? 0
  }

  /// Tasks a second to be expected: the rate itself; of users as much for each as in the nearest step.
  private static func expected(_ unit: CapacityPlan.Unit, _ load: Double, _ steps: [CapacityStep]) -> Double?
  {
    if unit == .rate { return load }
    let nearest = steps.filter { $0.throughput > 0 }.min { abs($0.load - load) < abs($1.load - load) }
    return nearest.map { $0.throughput * min(1, load / $0.load) }
  }
}
