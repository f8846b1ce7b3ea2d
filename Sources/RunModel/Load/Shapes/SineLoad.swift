/// A rate of arrivals that swings about its mean, as a day does.
package struct SineLoad: Sendable, Hashable {
  /// Arrivals a second in the mean; more than 0.
  package var mean: Double
  /// How far the rate goes from it, to both sides; 0 to the mean.
  package var swing: Double
  /// From one crest to the next.
  package var period: Duration
  /// How long it lasts, its warm-up included.
  package var duration: Duration
  /// How much of its begin is kept out of the figures.
  package var warmUp = Duration.zero
  package var rules: ArrivalRules

  package init(
    mean: Double, swing: Double, period: Duration, duration: Duration, warmUp: Duration = .zero,
    rules: ArrivalRules = .init()
  ) {
    (self.mean, self.swing, self.period, self.duration) = (mean, swing, period, duration)
    (self.warmUp, self.rules) = (warmUp, rules)
  }
}

extension SineLoad: ArrivalShape {
  package static let name = "sine"
  package static let examples = [
    SineLoad(mean: 12, swing: 8, period: .seconds(7), duration: .seconds(20), warmUp: .seconds(7)),
    SineLoad(
      mean: 12, swing: 12, period: .seconds(30), duration: .seconds(20), rules: .init(spread: .poisson)),
  ]

  package var length: Duration? { duration }
  package var warmUps: [Range<RunInstant>] { warmUp > .zero ? [.zero..<(.zero + min(warmUp, duration))] : [] }
  package var curve: any RateCurve { SineCurve(self) }

  package var rateProblems: [PolicyProblem] {
    var checks = PolicyChecks()
    let rates = 0.000_001...LoadStage.Allowed.target.upperBound
    checks.within("load.rate", mean, rates)
    checks.require((0...max(mean, 0)).contains(swing), "load.swing", swing, "0 to the rate")
    checks.time("load.period", period, Ranges.positiveTime)
    checks.time("load.duration", duration, Ranges.positiveTime)
    checks.time("load.warm_up", warmUp)
    return checks.problems
  }

  package var rateWords: (short: String, full: String) {
    let (middle, far) = (Figures.digits(mean), Figures.digits(swing))
    let (round, time) = (Figures.seconds(period.inSeconds), Figures.clock(duration.inSeconds))
    return (
      "\(middle) arrivals a second, \(far) more and less, for \(time)",
      "\(middle) a second, \(far) more and less every \(round), over \(time)"
    )
  }
}

extension SineLoad: Codable {
  private enum CodingKeys: String, CodingKey { case mean, swing, period, duration, warmUp, rules }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      mean: try values.decode(Double.self, forKey: .mean),
      swing: try values.decode(Double.self, forKey: .swing),
      period: try values.decodeSeconds(forKey: .period),
      duration: try values.decodeSeconds(forKey: .duration),
      rules: try values.decode(ArrivalRules.self, forKey: .rules))
    warmUp = try values.decodeSecondsIfPresent(forKey: .warmUp) ?? .zero
  }

  /// Lengths of time are seconds.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(mean, forKey: .mean)
    try values.encode(swing, forKey: .swing)
    try values.encodeSeconds(period, forKey: .period)
    try values.encodeSeconds(duration, forKey: .duration)
    if warmUp > .zero { try values.encodeSeconds(warmUp, forKey: .warmUp) }
    try values.encode(rules, forKey: .rules)
  }
}
