import RunModel
import Statistics

extension AbortRule {
  /// A comparison that can be decided for good while the run goes on: one metric and a limit.
  struct Leaf {
    private let metric: ThresholdMetric
    private let relation: ThresholdExpression.Relation
    private let limit: ThresholdValue
    private let kind: Kind

    private enum Kind {
      /// A share, or a quantile: the share of values up to the limit.
      case share, quantile(Double)
      /// Never falls; never rises.
      case rising, falling
    }

    /// `nil` when it cannot be decided before the end.
    init?(_ left: ThresholdValue, _ relation: ThresholdExpression.Relation, _ right: ThresholdValue) {
      switch (left, right) {
      case (.metric(let metric), let limit) where limit.metrics.isEmpty:
        (self.metric, self.relation, self.limit) = (metric, relation, limit)
      case (let limit, .metric(let metric)) where limit.metrics.isEmpty:
        (self.metric, self.relation, self.limit) = (metric, relation.mirrored, limit)
      default: return nil
      }
      guard let kind = Self.kind(metric) else { return nil }
      self.kind = kind
      if case .rising = kind { return }
      if relation == .equal || relation == .unequal { return nil }
    }

    private static func kind(_ metric: ThresholdMetric) -> Kind? {
      if metric.name == ReachedLoad.metric { return nil }
      if ShareName(rawValue: metric.name) != nil { return .share }
      switch metric.aggregation {
      case .value, .count, .maximum: return .rising
      case .minimum: return .falling
      case .median, .percentile: return metric.aggregation.quantile.map { .quantile($0) }
      case .rate, .average: return nil
      }
    }

    /// Whether it is a count or a sum, which is quick to look at.
    var isCount: Bool { CountName(rawValue: metric.name) != nil && metric.aggregation != .rate }

    /// Fail or pass when that is certain, whatever becomes of the tasks under way, else inconclusive.
    func outcome(_ judge: ThresholdJudge, underWay: Int, alpha: Double) -> ThresholdVerdict.Outcome {
      guard let limit = judge.estimate(limit)?.value else { return .inconclusive }
      switch kind {
      case .rising: return monotone(judge.estimate(.metric(metric))?.value, limit, rises: true)
      case .falling: return monotone(judge.estimate(.metric(metric))?.value, limit, rises: false)
      case .share:
        guard let share = judge.lookup.proportion(metric) else { return .inconclusive }
        return sequential(share.joined(by: underWay), limit, moreIs: .more, alpha)
      case .quantile(let q):
        guard let sample = judge.lookup.sample(metric), let least = sample.share(atMost: limit * 1e9),
          let most = sample.share(atMost: limit * 1e9, hopeful: true)
        else { return .inconclusive }
        // The quantile is below the limit when at least the share q of the values is.
        let bounds = (least.joined(by: underWay).least, most.joined(by: underWay).most)
        return sequential(bounds, q, moreIs: .less, alpha)
      }
    }

    private func monotone(_ value: Double?, _ limit: Double, rises: Bool) -> ThresholdVerdict.Outcome {
      guard let value else { return .inconclusive }
      let holds = relation.holds(value, limit)
      switch relation {
      case .equal: return rises && value > limit ? .fail : .inconclusive
      case .unequal: return rises && value > limit ? .pass : .inconclusive
      case .less, .atMost: return rises ? (holds ? .inconclusive : .fail) : (holds ? .pass : .inconclusive)
      case .more, .atLeast: return rises ? (holds ? .pass : .inconclusive) : (holds ? .inconclusive : .fail)
      }
    }

    /// `moreIs` is the relation that a larger share speaks for.
    private func sequential(
      _ bounds: (least: Proportion, most: Proportion), _ limit: Double,
      moreIs: ThresholdExpression.Relation, _ alpha: Double
    ) -> ThresholdVerdict.Outcome {
      let wantsMore = (relation == .more || relation == .atLeast) == (moreIs == .more)
      if ShareEvidence.isBelow(limit, bounds.most, alpha: alpha) { return wantsMore ? .fail : .pass }
      if ShareEvidence.isAbove(limit, bounds.least, alpha: alpha) { return wantsMore ? .pass : .fail }
      return .inconclusive
    }
  }
}

extension Proportion {
  /// What the share may come to when so many more trials end: all without success, or all with it. The evidence of
  /// either is never more than that of the trials in the order of their starts.
  fileprivate func joined(by more: Int) -> (least: Proportion, most: Proportion) {
    var (least, most) = (self, self)
    least.trials += more
    most.trials += more
    most.successes += more
    return (least, most)
  }
}

extension ThresholdExpression.Relation {
  /// The same seen from the other side.
  fileprivate var mirrored: Self {
    switch self {
    case .less: .more
    case .atMost: .atLeast
    case .more: .less
    case .atLeast: .atMost
    case .equal, .unequal: self
    }
  }
}
