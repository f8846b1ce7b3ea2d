import RunModel

/// The limits of thresholds that a chart of a latency can show: a quantile of the whole run against a number.
enum ThresholdLines {
  static func of(_ verdicts: [ThresholdVerdict], metric: String) -> [TimeChart.Limit] {
    verdicts.compactMap { verdict in
      guard
        case .compare(.metric(let left), let relation, .number(let limit))? = try? ThresholdExpression(
          parsing: verdict.threshold.expression), relation == .less || relation == .atMost,
        left.name == metric, left.tags.isEmpty, case .percentile(let percent) = left.aggregation
      else { return nil }
      let name = percent == percent.rounded() ? "p\(Int(percent))" : "p\(Figures.fixed(percent, 1))"
      return TimeChart.Limit(name: "\(name) \(relation.rawValue) \(Figures.short(limit))", value: limit)
    }
  }
}
