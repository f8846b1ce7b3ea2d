import RunModel
import Statistics

/// What would decide a threshold that the sample cannot.
struct Undecided {
  let judge: ThresholdJudge

  /// How many more values would decide each comparison that is open, if they are like the ones so far; `nil` when
  /// that cannot be said of all.
  var needed: Int? {
    var most = 0
    for (left, relation, right) in judge.expression.comparisons {
      let single = ThresholdExpression.compare(left, relation, right)
      guard judge.with(single).outcome == .inconclusive else { continue }
      guard let more = needed(left, right) else { return nil }
      most = max(most, more)
    }
    return most > 0 ? most : nil
  }

  /// What so many more would do, for people.
  static func words(_ needed: Int) -> String {
    "about \(Figures.count(needed)) more tasks like these would decide in four of five runs"
  }

  /// Why, in words.
  var explanation: String {
    if let few = tooFew { return few }
    if let cut = cutTooEarly { return cut }
    if let failed = tooManyFailed { return failed }
    if let needed { return "the 95 % interval holds the limit; \(Self.words(needed))" }
    let needsBaseline = judge.expression.comparisons.contains {
      $0.left.needsBaseline || $0.right.needsBaseline
    }
    if needsBaseline, judge.baseline == nil { return "there is no baseline to compare with" }
    return "the 95 % interval holds the limit"
  }

  /// A quantile that the sample cannot carry.
  private var tooFew: String? {
    for case (.metric(let metric), _, _) in judge.expression.comparisons {
      guard let q = metric.aggregation.quantile, let sample = judge.lookup.sample(metric) else { continue }
      let dispersion = judge.intervalDispersion(metric)
      if sample.carries(q, dispersion: dispersion) { continue }
      let needed = QuantileInterval.minimumCount(q)
      let kind = dispersion > 1 ? " independent ones" : ""
      return
        "\(metric) is not known from \(sample.count) values: it needs \(needed)\(kind), \(max(1, Self.missing(sample, q, dispersion))) more"
    }
    return nil
  }

  /// How many more values a sample needs to carry a quantile.
  private static func missing(_ sample: CensoredSample, _ q: Double, _ dispersion: Double) -> Int {
    let all = (Double(QuantileInterval.minimumCount(q)) * dispersion).rounded(.up)
    return max(0, Int(all.wholeClamped) - sample.count)
  }

  /// What was cut before the limit may have been longer than it, or not.
  private var cutTooEarly: String? {
    for case (.metric(let metric), _, _) in judge.expression.comparisons {
      guard let sample = judge.lookup.sample(metric), !sample.censored.isEmpty,
        judge.lookup.estimate(metric, .point)?.high == .infinity
      else { continue }
      return
        "\(sample.censored.count) of \(sample.count) were cut before the limit, after up to \(Figures.nanoseconds(sample.censored.max)): that they were longer is all that is known"
    }
    return nil
  }

  /// What failed counts as longer than anything: more may fail than the quantile leaves room for.
  private var tooManyFailed: String? {
    for case (.metric(let metric), _, _) in judge.expression.comparisons {
      guard let q = metric.aggregation.quantile, let sample = judge.lookup.sample(metric), sample.failed > 0,
        judge.lookup.estimate(metric, .interval)?.high == .infinity,
        let share = Proportion(successes: sample.failed, trials: sample.count)
      else { continue }
      let most = share.exact(dispersion: judge.intervalDispersion(metric)).high
      let needed = needed.map { "; \(Self.words($0))" } ?? ""
      return
        "\(sample.failed) of \(sample.count) failed, and count as longer than any time: up to \(Figures.percent(most)) may, and \(metric) has room for \(Figures.percent(1 - q))\(needed)"
    }
    return nil
  }

  private func needed(_ left: ThresholdValue, _ right: ThresholdValue) -> Int? {
    guard case .metric(let metric) = left, right.metrics.isEmpty, let limit = judge.estimate(right)?.value
    else { return nil }
    if let share = judge.lookup.proportion(metric) {
      return TrialsToDecide(share, limit: limit, dispersion: judge.lookup.dispersion(metric)).more
    }
    guard let q = metric.aggregation.quantile, let sample = judge.lookup.sample(metric) else { return nil }
    let dispersion = judge.intervalDispersion(metric)
    let least = Self.missing(sample, q, dispersion)
    if judge.mode.judgesPoint { return least > 0 ? least : nil }
    guard let share = sample.share(atMost: limit * 1e9) else { return least }
    return TrialsToDecide(share, limit: q, dispersion: dispersion).more.map { max(least, $0) }
  }
}
