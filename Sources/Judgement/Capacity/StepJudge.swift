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

  package init(
    unit: CapacityPlan.Unit, load: Double, objective: [ThresholdDefinition], warmUp: Double, end: Double
  ) {
    (self.unit, self.load, self.objective) = (unit, load, objective)
    (self.warmUp, self.end) = (warmUp, end)
  }

  /// The step. Throws ``ThresholdProblem`` for an objective that is none.
  package func step(_ report: ReportDocument, phase: String) throws -> CapacityStep {
    let part = SteadyPart(
      report.measurements.windows, from: warmUp, to: end, duration: report.duration)
    var step = CapacityStep(load: load, phase: phase, standing: "held")
    step.measured(report, part)
    if unit == .rate { step.outrun = part.outrun }
    step.endedEarly = report.stopReason != nil && report.stopReason != .loadEnded
    try judge(&step, report)
    step.hint = step.breaks ? hint(step) : nil
    return step
  }

  private func judge(_ step: inout CapacityStep, _ report: ReportDocument) throws {
    step.objective = report.thresholds.filter { verdict in
      objective.contains { $0.expression == verdict.threshold.expression }
    }
    let limits = try failures(&step, report)
    step.reasons = limits + outrunning(step, report) + stops(report)
    if !step.reasons.isEmpty { step.standing = "broke" }
    let generator = (report.reasons ?? []).filter { [.generatorLate, .generatorFault].contains($0.kind) }
    guard !generator.isEmpty else { return }
    (step.standing, step.reasons) = ("generator", generator.map(\.text))
  }

  /// Objectives that do not hold, in words. What a small sample cannot decide is asked of its value alone.
  private func failures(_ step: inout CapacityStep, _ report: ReportDocument) throws -> [String] {
    let point = try Gate(unchecked: objective.map { $0.asPoint })
      .judge(report.measurements, duration: report.duration, reached: report.reached)
    let isKnown = step.objective.contains { $0.outcome == .fail }
    return zip(step.objective, point).compactMap { verdict, point in
      if verdict.outcome == .inconclusive {
        step.isUndecided = true
        if point.outcome != .fail { return nil }
      }
      // A step that was ended early has no figure that is known at the end only.
      if verdict.outcome == .pass || (verdict.outcome == .noData && isKnown) { return nil }
      return "\(verdict.threshold.expression): \(verdict.measured)"
    }
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
      case .compare(.metric, let relation, .number(let limit))? = try? ThresholdExpression(
        parsing: verdict.threshold.expression), relation == .less || relation == .atMost,
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
