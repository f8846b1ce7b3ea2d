import RunModel

/// The limits of thresholds that a chart of a latency can show: a quantile of the whole run against a number.
enum ThresholdLines {
  static func of(_ verdicts: [ThresholdVerdict], metric: String) -> [TimeChart.Limit] {
    verdicts.compactMap { verdict in
      guard let upper = ThresholdExpression.UpperLimit(verdict.threshold.expression),
        upper.metric.name == metric, upper.metric.tags.isEmpty,
        case .percentile(let percent) = upper.metric.aggregation
      else { return nil }
      let name = percent == percent.rounded() ? "p\(Int(percent))" : "p\(Figures.fixed(percent, 1))"
      return TimeChart.Limit(
        name: "\(name) \(upper.relation.rawValue) \(Figures.short(upper.limit))", value: upper.limit)
    }
  }
}
