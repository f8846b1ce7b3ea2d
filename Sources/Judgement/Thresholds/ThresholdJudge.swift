import RunModel
import Statistics

/// Judges one threshold, once, on what was measured.
struct ThresholdJudge {
  let expression: ThresholdExpression
  let mode: ThresholdDefinition.Mode?
  let margin: Double
  let lookup: MetricLookup
  let baseline: MetricLookup?

  init(
    _ threshold: Gate.Threshold, mode: ThresholdDefinition.Mode?, lookup: MetricLookup,
    baseline: MetricLookup?
  ) {
    expression = threshold.expression
    self.mode = mode
    margin = threshold.definition.margin ?? 0.05
    self.lookup = lookup
    self.baseline = baseline
  }

  /// Pass, fail, inconclusive, or no data.
  var outcome: ThresholdVerdict.Outcome {
    expression.outcome { left, relation, right in compare(left, relation, right) }
  }

  private func compare(
    _ left: ThresholdValue, _ relation: ThresholdExpression.Relation, _ right: ThresholdValue
  ) -> ThresholdVerdict.Outcome {
    guard let first = estimate(left), let second = estimate(right) else {
      return baseline == nil && (left.needsBaseline || right.needsBaseline) ? .inconclusive : .noData
    }
    let slack = mode == .margin ? abs(second.value) * margin : 0
    // Two figures that no failed task has cannot be put into a relation.
    if first.value.isNaN || second.value.isNaN { return .inconclusive }
    switch relation {
    case .less, .atMost:
      let limit = second.moved(by: slack)
      if relation.holds(first.high, limit.low) { return .pass }
      return relation.holds(first.low, limit.high) ? .inconclusive : .fail
    case .more, .atLeast:
      let limit = second.moved(by: -slack)
      if relation.holds(first.low, limit.high) { return .pass }
      return relation.holds(first.high, limit.low) ? .inconclusive : .fail
    case .equal, .unequal: return relation.holds(first.value, second.value) ? .pass : .fail
    }
  }

  /// What a side of a comparison comes to.
  func estimate(_ value: ThresholdValue) -> Estimate? {
    switch value {
    case .number(let number): return Estimate(number)
    case .metric(let metric): return lookup.estimate(metric, mode)
    case .baseline(let inner):
      return baseline.flatMap { ThresholdJudge(expression, mode, margin, $0).estimate(inner) }
    case .calculate(let left, let sign, let right):
      guard let first = estimate(left), let second = estimate(right) else { return nil }
      switch sign {
      case .plus: return first + second
      case .minus: return first - second
      case .times: return first * second
      case .divided: return first / second
      }
    }
  }

  private init(
    _ expression: ThresholdExpression, _ mode: ThresholdDefinition.Mode?, _ margin: Double,
    _ lookup: MetricLookup, _ baseline: MetricLookup? = nil
  ) {
    self.expression = expression
    self.mode = mode
    self.margin = margin
    self.lookup = lookup
    self.baseline = baseline
  }

  /// The same of another expression.
  func with(_ expression: ThresholdExpression) -> ThresholdJudge {
    ThresholdJudge(expression, mode, margin, lookup, baseline)
  }
}

/// Three-valued logic, and a fourth value for what was not measured.
extension ThresholdExpression {
  /// The outcome, when each comparison has its own.
  func outcome(
    _ compare: (ThresholdValue, Relation, ThresholdValue) -> ThresholdVerdict.Outcome
  ) -> ThresholdVerdict.Outcome {
    switch self {
    case .and(let left, let right): left.outcome(compare).and(right.outcome(compare))
    case .or(let left, let right): left.outcome(compare).not.and(right.outcome(compare).not).not
    case .not(let inner): inner.outcome(compare).not
    case .compare(let left, let relation, let right): compare(left, relation, right)
    }
  }
}

extension ThresholdVerdict.Outcome {
  fileprivate func and(_ other: Self) -> Self {
    for worst in [Self.fail, .noData, .inconclusive] where self == worst || other == worst { return worst }
    return .pass
  }

  fileprivate var not: Self {
    switch self {
    case .pass: .fail
    case .fail: .pass
    case .inconclusive, .noData: self
    }
  }
}
