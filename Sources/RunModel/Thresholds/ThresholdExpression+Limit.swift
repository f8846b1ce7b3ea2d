extension ThresholdExpression {
  /// A threshold that does no more than to bound one metric from above, such as `ttft.p95 < 3s`.
  package struct UpperLimit {
    package let metric: ThresholdMetric
    package let relation: Relation
    package let limit: Double

    /// `nil` when the text says something else, or is no threshold.
    package init?(_ text: String) {
      guard
        case .compare(.metric(let metric), let relation, .number(let limit))? = try? ThresholdExpression(
          parsing: text), relation == .less || relation == .atMost
      else { return nil }
      (self.metric, self.relation, self.limit) = (metric, relation, limit)
    }
  }
}
