/// Durations of which some are only known to have been longer than so much: a limit cut them ("censored").
/// To leave those out would call a slow server fast.
public struct CensoredSample: Sendable, Hashable {
  /// Durations that were seen to their end.
  public var observed: Histogram
  /// Durations that were cut; the true ones are longer than these.
  public var censored: Histogram

  /// A sample.
  public init(observed: Histogram, censored: Histogram = Histogram()) {
    self.observed = observed
    self.censored = censored
  }

  /// All durations, seen to their end or not.
  public var count: Int { Int(observed.count + censored.count) }

  /// The quantile in nanoseconds by the estimator of Kaplan and Meier (1958): the smallest observed duration at
  /// which no more than `1 - q` survive. Infinite when more than that were cut; `nil` of nothing.
  public func quantile(_ q: Double) -> Double? {
    if censored.isEmpty { return observed.quantile(q).map(Double.init) }
    for step in SurvivalSteps(self) where 1 - step.survival >= q - 1e-12 && step.deaths > 0 {
      return Double(min(max(step.highest, observed.min), observed.max))
    }
    return .infinity
  }

  /// The mean in nanoseconds; with censored durations the restricted mean, the area under Kaplan and Meier's
  /// curve up to the longest duration: a lower bound. `nil` of nothing.
  public var mean: Double? {
    if censored.isEmpty { return observed.mean }
    var (area, last, survival) = (0.0, 0.0, 1.0)
    for step in SurvivalSteps(self) {
      area += survival * (Double(step.middle) - last)
      (last, survival) = (Double(step.middle), step.survival)
    }
    return area
  }

  /// The longest in nanoseconds; infinite when the longest was cut, `nil` of nothing.
  public var maximum: Double? {
    if !censored.isEmpty, censored.max >= observed.max { return .infinity }
    return observed.isEmpty ? nil : Double(observed.max)
  }

  /// The shortest that was seen to its end, in nanoseconds; `nil` of nothing.
  public var minimum: Double? { observed.isEmpty ? nil : Double(observed.min) }

  /// Interval of a quantile in nanoseconds by order statistics on the outer edges of the buckets. Its lower end
  /// takes the censored durations as if they had ended when they were cut, its upper end as if never: it holds
  /// whatever they were. Infinite where the sample cannot carry an end.
  public func quantileInterval(_ q: Double, confidence: Double = 0.95) -> Interval {
    let ranks = QuantileInterval(q, count: count, confidence: confidence)
    var all = observed
    all.merge(censored)
    let low = ranks.lowRank.flatMap { all.edges(atRank: Int64($0))?.lowest }
    let high = ranks.highRank.flatMap { observed.edges(atRank: Int64($0))?.highest }
    return Interval(low: Double(low ?? 0), high: high.map(Double.init) ?? .infinity)
  }

  /// Whether there are enough for the quantile to have an interval with two ends.
  public func carries(_ q: Double, confidence: Double = 0.95) -> Bool {
    let ranks = QuantileInterval(q, count: count, confidence: confidence)
    return ranks.lowRank != nil && ranks.highRank != nil
  }

  /// How many are at most so long; what was cut counts as longer. `nil` of nothing.
  public func share(atMost nanoseconds: Double) -> Proportion? {
    let limit = Int64(min(max(nanoseconds, 0), 9e18))
    return Proportion(successes: Int(observed.count(atOrBelow: limit)), trials: count)
  }
}

/// The steps of the survival curve, in ascending order. Of what happens in one bucket the ends come first.
struct SurvivalSteps: Sequence, IteratorProtocol {
  struct Step {
    var middle: Int64
    var highest: Int64
    var deaths: Int64
    /// The share that lasts longer.
    var survival: Double
  }

  private let deaths: [HistogramBucket]
  private let cuts: [HistogramBucket]
  private var (nextDeath, nextCut) = (0, 0)
  private var atRisk: Int64
  private var survival = 1.0

  init(_ sample: CensoredSample) {
    deaths = Array(sample.observed.buckets)
    cuts = Array(sample.censored.buckets)
    atRisk = sample.observed.count + sample.censored.count
  }

  mutating func next() -> Step? {
    let (death, cut) = (deaths.dropFirst(nextDeath).first, cuts.dropFirst(nextCut).first)
    guard let index = [death?.index, cut?.index].compactMap(\.self).min() else { return nil }
    var step = Step(
      middle: 0, highest: BucketLayout.highest(of: index), deaths: 0, survival: survival)
    step.middle = (BucketLayout.lowest(of: index) + step.highest) / 2
    if let death, death.index == index {
      survival *= Double(atRisk - death.count) / Double(atRisk)
      (step.deaths, step.survival) = (death.count, survival)
      atRisk -= death.count
      nextDeath += 1
    }
    if let cut, cut.index == index {
      atRisk -= cut.count
      nextCut += 1
    }
    return step
  }
}
