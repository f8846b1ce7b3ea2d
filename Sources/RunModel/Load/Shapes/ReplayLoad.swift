/// What arrived once, again: the cases come from a trace, and each says itself when it arrives.
package struct ReplayLoad: Sendable, Hashable {
  /// The trace's file.
  package var file: String
  /// How many times faster than it was; more than 0.
  package var speed: Double
  /// A longer gap between two arrivals is cut to this; `nil` for none.
  package var longestGap: Duration?
  /// From the first arrival to the last, as they are planned.
  package var span: Duration
  /// Arrivals; known once the trace has been read.
  package var count: Int
  package var rules: ArrivalRules

  package init(
    file: String, speed: Double = 1, longestGap: Duration? = nil, span: Duration = .zero, count: Int = 1,
    rules: ArrivalRules = .init()
  ) {
    (self.file, self.speed, self.longestGap, self.span) = (file, speed, longestGap, span)
    (self.count, self.rules) = (count, rules)
  }

  package enum Allowed {
    package static let speed = 0.001...1000.0
  }
}

extension ReplayLoad: ArrivalShape {
  package static let name = "replay"
  package static let examples = [
    ReplayLoad(file: "trace.jsonl", speed: 2, longestGap: .seconds(10), span: .seconds(20), count: 90),
    ReplayLoad(file: "trace.jsonl", span: .seconds(5), count: 1, rules: .init(maxInFlight: 10)),
  ]

  /// The last arrival is within it.
  package var length: Duration? { span + .milliseconds(1) }
  package var warmUps: [Range<RunInstant>] { [] }
  package var followsCases: Bool { true }
  /// As if they came evenly: what is planned without the cases.
  package var curve: any RateCurve { EvenCurve(count: count, length: span) }

  package var rateProblems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.within("load.speed", speed, Allowed.speed)
    checks.time("load.longest_gap", longestGap, Ranges.positiveTime)
    return checks.problems
  }

  package var rateWords: (short: String, full: String) {
    let time = Figures.clock(span.inSeconds)
    let faster = speed == 1 ? "" : ", \(Figures.digits(speed)) times as fast"
    let gaps = longestGap.map { ", gaps cut to \(Figures.seconds($0.inSeconds))" } ?? ""
    return (
      "\(Figures.count(count)) arrivals as in \(file.lastComponent) over \(time)",
      "\(Figures.count(count)) as in \(file.lastComponent)\(faster)\(gaps), over \(time)"
    )
  }
}

/// So many arrivals evenly over a time.
private struct EvenCurve: RateCurve {
  let count: Int
  let length: Duration

  var total: Double { Double(count) }

  mutating func instant(of position: Int128) -> Int64? {
    let all = Int128(count) * RateRamp.oneArrival
    guard position < all else { return nil }
    return Int64(Int128(length.nanoseconds) * position / all)
  }
}

extension ReplayLoad: Codable {
  private enum CodingKeys: String, CodingKey { case file, speed, longestGap, span, count, rules }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      file: try values.decode(String.self, forKey: .file),
      speed: try values.decode(Double.self, forKey: .speed),
      longestGap: try values.decodeSecondsIfPresent(forKey: .longestGap),
      span: try values.decodeSeconds(forKey: .span), count: try values.decode(Int.self, forKey: .count),
      rules: try values.decode(ArrivalRules.self, forKey: .rules))
  }

  /// Lengths of time are seconds.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(file, forKey: .file)
    try values.encode(speed, forKey: .speed)
    try values.encodeSeconds(longestGap, forKey: .longestGap)
    try values.encodeSeconds(span, forKey: .span)
    try values.encode(count, forKey: .count)
    try values.encode(rules, forKey: .rules)
  }
}
