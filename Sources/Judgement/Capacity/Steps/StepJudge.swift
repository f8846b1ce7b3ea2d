import RunModel
import Statistics

/// Judges one step of a search by its report: whether the objective held, and what it says of the capacity. Pure.
package struct StepJudge {
  package let unit: CapacityPlan.Unit
  package let load: Double
  /// What must hold.
  package let objective: [ThresholdDefinition]
  /// Seconds of the warm-up, and of the whole plan.
  package let warmUp: Double
  package let end: Double
  /// How long a task takes that does not wait, seconds: before that as few end as must. `nil` when only the step itself
  /// tells.
  package let fill: Double?

  package init(
    unit: CapacityPlan.Unit, load: Double, objective: [ThresholdDefinition], warmUp: Double, end: Double,
    fill: Double? = nil
  ) {
    (self.unit, self.load, self.objective) = (unit, load, objective)
    (self.warmUp, self.end, self.fill) = (warmUp, end, fill)
  }

  /// The step. Throws ``ThresholdProblem`` for an objective that is none.
  package func step(_ report: ReportDocument, phase: String) throws -> CapacityStep {
    var step = CapacityStep(load: load, phase: phase, standing: .held)
    step.endedEarly = report.stopReason != nil && report.stopReason != .loadEnded
    let part = part(report)
    step.measured(
      report,
      part ?? SteadyPart(report.measurements.windows, from: warmUp, to: end, duration: report.duration))
    if let part, unit == .rate { step.outrun = part.outrun }
    if part == nil { step.countAll(report, seconds: end - warmUp) }
    try judge(&step, report)
    step.hint = step.breaks ? hint(step) : nil
    return step
  }

  /// The part in which as many may end as begin; `nil` when tasks take so long that too little of the step is left.
  private func part(_ report: ReportDocument) -> SteadyPart? {
    let own = report.measurements.latency(.responseTime).quantile(0.95).map { Double($0) / 1e9 }
    let begin = max(warmUp, (fill ?? own ?? 0).rounded(.up))
    guard begin <= end - max(1, (end - warmUp) / 4) else { return nil }
    return SteadyPart(report.measurements.windows, from: begin, to: end, duration: report.duration)
  }

  private func judge(_ step: inout CapacityStep, _ report: ReportDocument) throws {
    step.objective = report.thresholds.filter { verdict in
      objective.contains { $0.expression == verdict.threshold.expression }
    }
    let limits = try failures(&step, report)
    step.reasons = limits + outrunning(step, report) + stops(report)
    if !step.reasons.isEmpty { step.standing = .broke }
    let generator = (report.reasons ?? []).filter { [.generatorLate, .generatorFault].contains($0.kind) }
    guard !generator.isEmpty else { return }
    (step.standing, step.reasons) = (.generator, generator.map(\.text))
  }

  /// Objectives that do not hold, in words. What a small sample cannot decide is asked of its value alone.
  private func failures(_ step: inout CapacityStep, _ report: ReportDocument) throws -> [String] {
    let point = try Gate(unchecked: objective.map { $0.asPoint })
      .judge(report.measurements, duration: report.duration, reached: report.reached)
    let isKnown = step.objective.contains { $0.outcome == .fail }
    let reasons = zip(step.objective, point).compactMap { verdict, point -> (isFirst: Bool, text: String)? in
      if verdict.outcome == .inconclusive {
        step.isUndecided = true
        // What was cut when a step was ended speaks for nothing; the objective that ended it does.
        if !verdict.abortedRun, step.endedEarly || point.outcome != .fail { return nil }
      }
      // A step that was ended early has no figure that is known at the end only.
      if verdict.outcome == .pass || (verdict.outcome == .noData && isKnown) { return nil }
      return (verdict.abortedRun, "\(verdict.threshold.expression): \(verdict.measured)")
    }
    return (reasons.filter(\.isFirst) + reasons.filter { !$0.isFirst }).map(\.text)
  }

  private func outrunning(_ step: CapacityStep, _ report: ReportDocument) -> [String] {
    guard unit == .rate else { return [] }
    if let outrun = step.outrun, outrun > 0 {
      return ["arrivals outran the server by \(Figures.digits(outrun)) a second"]
    }
    // Tasks that never began: the most in flight was reached.
    let unbegun = report.measurements.statistics.cancelled
    guard !step.endedEarly, Double(unbegun) > 0.01 * Double(report.measurements.statistics.total) else {
      return []
    }
    return ["\(unbegun) arrivals were not served to their end"]
  }

  /// A stop condition of the scenario that ended the step.
  private func stops(_ report: ReportDocument) -> [String] {
    switch report.stopReason {
    case .maxFailures?, .maxErrorRate?, .minSuccessRate?, .consecutiveFailures?:
      ["the scenario's stop condition \(report.stopReason?.label ?? "")"]
    default: []
    }
  }

  /// Of arrivals: what was served of more than could be. Of users: times grow with their number once the server is
  /// full, so that the limit was met at the same share of the load.
  private func hint(_ step: CapacityStep) -> Double? {
    if unit == .rate {
      let served = step.succeeded > 0 ? step.goodput : 0
      return served > 0 && served < 0.98 * load ? served : nil
    }
    return step.objective.compactMap(excess).max().map { load / $0 }
  }

  /// How many times the limit of a latency was measured; `nil` when it is none, or was kept.
  private func excess(_ verdict: ThresholdVerdict) -> Double? {
    guard let value = verdict.figures?.first?.value, verdict.figures?.first?.unit == .seconds,
      let limit = ThresholdExpression.UpperLimit(verdict.threshold.expression)?.limit,
      limit > 0, value > limit
    else { return nil }
    return value / limit
  }
}

extension ThresholdDefinition {
  /// The same, judged by its value alone.
  fileprivate var asPoint: ThresholdDefinition {
    var point = self
    point.mode = mode ?? .point
    return point
  }
}
