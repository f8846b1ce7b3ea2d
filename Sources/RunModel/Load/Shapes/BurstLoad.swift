/// So many arrivals at once, again and again.
package struct BurstLoad: Sendable, Hashable {
  /// Arrivals of a burst; at least 1.
  package var size: Int
  /// From one burst to the next. The first comes at the load's begin.
  package var every: Duration
  /// How long it lasts, its warm-up included.
  package var duration: Duration
  /// How much of its begin is kept out of the figures.
  package var warmUp = Duration.zero
  package var rules: ArrivalRules

  package init(
    size: Int, every: Duration, duration: Duration, warmUp: Duration = .zero, rules: ArrivalRules = .init()
  ) {
    (self.size, self.every, self.duration, self.rules) = (size, every, duration, rules)
    self.warmUp = warmUp
  }
}

extension BurstLoad: ArrivalShape {
  package static let name = "bursts"
  package static let examples = [
    BurstLoad(size: 30, every: .seconds(4), duration: .seconds(18), warmUp: .seconds(4)),
    BurstLoad(size: 1, every: .seconds(1), duration: .seconds(9), rules: .init(maxInFlight: 10)),
  ]

  package var length: Duration? { duration }
  package var warmUps: [Range<RunInstant>] { warmUp > .zero ? [.zero..<(.zero + min(warmUp, duration))] : [] }
  package var curve: any RateCurve { BurstCurve(self) }

  package var rateProblems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.within("load.burst", size, Ranges.atOnce)
    checks.time("load.every", every, Ranges.positiveTime)
    checks.time("load.duration", duration, Ranges.positiveTime)
    checks.time("load.warm_up", warmUp)
    return checks.problems
  }

  package var rateWords: (short: String, full: String) {
    let (round, time) = (Figures.seconds(every.inSeconds), Figures.clock(duration.inSeconds))
    return (
      "\(size) arrivals at once every \(round) for \(time)", "\(size) at once every \(round), over \(time)"
    )
  }
}

extension BurstLoad: Codable {
  private enum CodingKeys: String, CodingKey { case size, every, duration, warmUp, rules }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      size: try values.decode(Int.self, forKey: .size),
      every: try values.decodeSeconds(forKey: .every),
      duration: try values.decodeSeconds(forKey: .duration),
      rules: try values.decode(ArrivalRules.self, forKey: .rules))
    warmUp = try values.decodeSecondsIfPresent(forKey: .warmUp) ?? .zero
  }

  /// Lengths of time are seconds.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(size, forKey: .size)
    try values.encodeSeconds(every, forKey: .every)
    try values.encodeSeconds(duration, forKey: .duration)
    if warmUp > .zero { try values.encodeSeconds(warmUp, forKey: .warmUp) }
    try values.encode(rules, forKey: .rules)
  }
}
