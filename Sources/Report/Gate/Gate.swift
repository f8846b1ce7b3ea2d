import RunModel
import Statistics

/// Judges a run by thresholds. Pure.
public struct Gate: Sendable {
  /// The thresholds, read.
  public let thresholds: [(definition: ThresholdDefinition, expression: ThresholdExpression)]

  /// A gate of thresholds. Throws ``ThresholdProblem`` for the first that cannot be read.
  public init(_ definitions: [ThresholdDefinition]) throws {
    thresholds = try definitions.map { ($0, try ThresholdExpression(parsing: $0.expression)) }
  }

  /// How each threshold stands.
  public func judge(_ measurements: RunMeasurements, duration: Double) -> [ThresholdVerdict] {
    let lookup = MetricLookup(measurements: measurements, duration: duration)
    return thresholds.map { ThresholdJudge(definition: $0.definition, lookup: lookup).judge($0.expression) }
  }

  /// What verdicts come to. A run that the generator itself has spoilt is invalid, whatever they say.
  public static func verdict(_ verdicts: [ThresholdVerdict], isValid: Bool = true) -> RunVerdict {
    if !isValid { return .invalid }
    let outcomes = Set(verdicts.map(\.outcome))
    if outcomes.contains(.fail) || outcomes.contains(.noData) { return .failed }
    return outcomes.contains(.inconclusive) ? .inconclusive : .passed
  }
}

/// Judges one threshold.
struct ThresholdJudge {
  let definition: ThresholdDefinition
  let lookup: MetricLookup

  func judge(_ expression: ThresholdExpression) -> ThresholdVerdict {
    let outcome = self.outcome(expression)
    var verdict = ThresholdVerdict(
      threshold: definition, outcome: outcome == .noData && definition.allowEmpty ? .pass : outcome,
      measured: measured(expression))
    if let (share, limit) = share(in: expression) {
      verdict.interval = share.wilson()
      if outcome == .inconclusive { verdict.tasksNeeded = share.trialsToDecide(limit: limit) }
    }
    return verdict
  }

  private func outcome(_ expression: ThresholdExpression) -> ThresholdVerdict.Outcome {
    switch expression {
    case .and(let left, let right): Self.and(outcome(left), outcome(right))
    case .or(let left, let right): Self.not(Self.and(Self.not(outcome(left)), Self.not(outcome(right))))
    case .not(let inner): Self.not(outcome(inner))
    case .compare(let left, let relation, let right): compare(left, relation, right)
    }
  }

  private static func and(_ left: ThresholdVerdict.Outcome, _ right: ThresholdVerdict.Outcome)
    -> ThresholdVerdict.Outcome
  {
    for worst in [ThresholdVerdict.Outcome.fail, .noData, .inconclusive] where left == worst || right == worst
    { return worst }
    return .pass
  }

  private static func not(_ outcome: ThresholdVerdict.Outcome) -> ThresholdVerdict.Outcome {
    switch outcome {
    case .pass: .fail
    case .fail: .pass
    case .inconclusive, .noData: outcome
    }
  }

  private func compare(
    _ left: ThresholdValue, _ relation: ThresholdExpression.Relation, _ right: ThresholdValue
  ) -> ThresholdVerdict.Outcome {
    guard let first = number(left), let second = number(right) else { return .noData }
    if let outcome = byInterval(left, relation, second) { return outcome }
    let slack = definition.mode == .margin ? abs(second) * (definition.margin ?? 0.05) : 0
    switch relation {
    case .less, .atMost: return relation.holds(first, second + slack) ? .pass : .fail
    case .more, .atLeast: return relation.holds(first, second - slack) ? .pass : .fail
    case .equal, .unequal: return relation.holds(first, second) ? .pass : .fail
    }
  }

  /// Shares are judged by the bound of Wilson's interval: a gate on the estimate alone is a flaky one.
  private func byInterval(
    _ left: ThresholdValue, _ relation: ThresholdExpression.Relation, _ limit: Double
  ) -> ThresholdVerdict.Outcome? {
    guard definition.mode ?? .interval == .interval, case .metric(let metric) = left,
      let interval = interval(metric)
    else { return nil }
    switch relation {
    case .atLeast, .more:
      return relation.holds(interval.low, limit)
        ? .pass : (relation.holds(interval.high, limit) ? .inconclusive : .fail)
    case .atMost, .less:
      return relation.holds(interval.high, limit)
        ? .pass : (relation.holds(interval.low, limit) ? .inconclusive : .fail)
    case .equal, .unequal: return nil
    }
  }

  /// The interval that a metric is judged by: Wilson's for shares; for latencies only when asked for.
  private func interval(_ metric: ThresholdMetric) -> Interval? {
    if let share = lookup.proportion(metric) { return share.wilson() }
    guard definition.mode == .interval, let name = MetricName(rawValue: metric.name), metric.tags.isEmpty,
      case .percentile(let percent) = metric.aggregation
    else { return nil }
    let (low, high) = lookup.measurements.latency(name).quantileInterval(percent / 100)
    return Interval(low: Double(low ?? 0) / 1e9, high: high.map { Double($0) / 1e9 } ?? .infinity)
  }

  private func number(_ value: ThresholdValue) -> Double? {
    switch value {
    case .number(let number): return number
    case .metric(let metric): return lookup.value(metric)
    case .calculate(let left, let sign, let right):
      guard let first = number(left), let second = number(right) else { return nil }
      switch sign {
      case .plus: return first + second
      case .minus: return first - second
      case .times: return first * second
      case .divided: return second == 0 ? nil : first / second
      }
    }
  }

  /// The share that a simple threshold is about, and its limit.
  private func share(in expression: ThresholdExpression) -> (Proportion, Double)? {
    guard case .compare(.metric(let metric), _, .number(let limit)) = expression,
      let share = lookup.proportion(metric)
    else { return nil }
    return (share, limit)
  }

  private func measured(_ expression: ThresholdExpression) -> String {
    var words: [String] = []
    for metric in expression.metrics {
      let word = lookup.value(metric).map { Self.describe($0, metric) } ?? "n/a"
      if !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: ", ")
  }

  private static func describe(_ value: Double, _ metric: ThresholdMetric) -> String {
    if ThresholdNames.rates.contains(metric.name) { return Figures.percent(value) }
    let isTime =
      MetricName(rawValue: metric.name) != nil && metric.aggregation != .count && metric.aggregation != .rate
    return isTime ? Figures.seconds(value) : Figures.number(value)
  }
}
