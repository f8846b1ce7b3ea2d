import RunModel
import Statistics

/// Decides whether a threshold has failed beyond doubt while the run goes on. It may be asked as often as one
/// likes: a sound run is ended by one threshold with a chance of at most ``ShareEvidence/runAlpha`` (shares and
/// quantiles), and never by what cannot recover (counts, sums, maxima: they only rise). Failures may return at once
/// while successes take their time: a task under way counts as what speaks for the run. Pure.
package struct AbortRule: Sendable {
  /// Why a run is to be ended.
  package struct Abort: Sendable, Equatable {
    /// The threshold.
    package var threshold: ThresholdDefinition
    /// What was measured, in words.
    package var measured: String
  }

  private let gate: Gate
  private let aborting: [Gate.Threshold]
  private let budgets: [Gate.Threshold]

  /// The rule of a gate's thresholds that abort.
  package init(_ gate: Gate) {
    self.gate = gate
    aborting = gate.thresholds.filter { $0.definition.abortOnFail }
    budgets = aborting.filter { threshold in
      threshold.definition.window == nil
        && threshold.expression.comparisons.allSatisfy {
          Leaf($0.left, $0.relation, $0.right)?.isCount == true
        }
    }
  }

  /// Whether there is something to look at after every single task.
  package var hasBudgets: Bool { !budgets.isEmpty }

  /// The first threshold that has failed beyond doubt, whatever becomes of the tasks under way.
  package func look(_ measurements: RunMeasurements, underWay: Int, elapsed: Double) -> Abort? {
    first(of: aborting, measurements, underWay, elapsed)
  }

  /// The first budget that is exceeded; quick enough to be asked after every task.
  package func lookAtBudgets(_ measurements: RunMeasurements, elapsed: Double) -> Abort? {
    first(of: budgets, measurements, 0, elapsed)
  }

  private func first(
    of thresholds: [Gate.Threshold], _ measurements: RunMeasurements, _ underWay: Int, _ elapsed: Double
  ) -> Abort? {
    for threshold in thresholds where elapsed >= threshold.definition.delayAbort {
      if let lookup = failed(threshold, measurements, underWay, elapsed) {
        let words = MeasuredWords(expression: threshold.expression, lookup: lookup).text
        return Abort(threshold: threshold.definition, measured: words)
      }
    }
    return nil
  }

  /// Where the measurements are that make it fail; `nil` while it may still hold.
  private func failed(
    _ threshold: Gate.Threshold, _ measurements: RunMeasurements, _ underWay: Int, _ elapsed: Double
  ) -> MetricLookup? {
    if threshold.definition.window != nil {
      let windowed = WindowedJudge(
        threshold: threshold, measurements: measurements, duration: elapsed, baseline: gate.baselineLookup)
      return windowed.latest().flatMap { $0.outcome == .fail ? $0.judge.lookup : nil }
    }
    let lookup = MetricLookup(measurements, duration: elapsed)
    let judge = ThresholdJudge(threshold, mode: .point, lookup: lookup, baseline: gate.baselineLookup)
    let alpha = ShareEvidence.runAlpha / Double(threshold.expression.comparisons.count)
    let outcome = threshold.expression.outcome { left, relation, right in
      Leaf(left, relation, right)?.outcome(judge, underWay: underWay, alpha: alpha) ?? .inconclusive
    }
    return outcome == .fail ? lookup : nil
  }

  /// What is wrong with a threshold that is to abort, if anything.
  static func problem(with threshold: Gate.Threshold) -> String? {
    if threshold.definition.window != nil { return nil }
    for (left, relation, right) in threshold.expression.comparisons where Leaf(left, relation, right) == nil {
      return
        "abort_on_fail can judge a share, a quantile, a count or a maximum against a limit while the run goes on; for others give a window:"
    }
    return nil
  }
}
