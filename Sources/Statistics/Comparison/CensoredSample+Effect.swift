extension CensoredSample {
  /// All of several samples.
  package init(joining samples: [CensoredSample]) {
    self.init(observed: Histogram())
    for sample in samples {
      observed.merge(sample.observed)
      censored.merge(sample.censored)
    }
  }

  /// ln of a quantile with its standard error, from the width of the order statistics' interval; `nil` when the sample
  /// cannot carry the quantile, or it lies beyond what was cut.
  package func logarithm(_ q: Double) -> Effect? {
    guard carries(q), let value = quantile(q), value > 0, value.isFinite else { return nil }
    let interval = quantileInterval(q)
    guard interval.low > 0 else { return nil }
    // Where the upper end lies beyond the cuts, the lower half speaks for both.
    let half =
      interval.high.isFinite
      ? NaturalLogarithm.of(interval.high / interval.low) / 2 : NaturalLogarithm.of(value / interval.low)
    return Effect(
      estimate: NaturalLogarithm.of(value), standardError: half / NormalDistribution.quantile(0.975))
  }

  /// Points (nanoseconds, share that is not longer) for a chart, at most about `limit`, first and last included.
  package func curve(limit: Int) -> [(value: Int64, share: Double)] {
    let steps = SurvivalSteps(self).filter { $0.deaths > 0 }
    let stride = max(1, (steps.count + limit - 1) / limit)
    return steps.indices.filter { $0.isMultiple(of: stride) || $0 == steps.count - 1 }
      .map { (min(max(steps[$0].highest, observed.min), observed.max), 1 - steps[$0].survival) }
  }
}
