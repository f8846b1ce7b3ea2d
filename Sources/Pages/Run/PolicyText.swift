import RunModel

/// How a manifest is run, in words.
enum PolicyText {
  static func load(_ load: LoadProfile) -> String {
    switch load {
    case .iterations: "every task once, as fast as the limits allow"
    case .closed(let load): "users, each with one task at a time: \(stages(load.stages, "users"))"
    case .open(let load):
      "\(load.arrivals.rawValue) arrivals that do not wait for the server: \(stages(load.stages, "a second")); at most \(Figures.count(load.maxInFlight)) in flight, then \(load.overflow.rawValue)"
    }
  }

  private static func stages(_ stages: [LoadStage], _ unit: String) -> String {
    let words = stages.prefix(12).map { stage in
      let warmUp = stage.isWarmUp ? " (warm-up)" : ""
      return stage.duration == .zero
        ? "a step to \(Figures.number(stage.target)) \(unit)\(warmUp)"
        : "to \(Figures.number(stage.target)) \(unit) over \(Figures.clock(stage.duration.inSeconds))\(warmUp)"
    }
    let more = stages.count > 12 ? ", and \(stages.count - 12) more stages" : ""
    return words.joined(separator: ", ") + more
  }

  static func retries(_ policy: RetryPolicy) -> String {
    policy.maxAttempts > 1 ? "up to \(policy.maxAttempts) attempts" : "none"
  }

  static func stops(_ stops: StopConditions) -> String {
    var words: [String] = []
    if let limit = stops.timeoutTotal { words.append("after \(Figures.clock(limit.inSeconds))") }
    if let limit = stops.maxFailures { words.append("at \(Figures.count(limit)) failures") }
    if let limit = stops.maxErrorRate {
      words.append("above \(Figures.percent(limit.limit)) failures in the last \(limit.window)")
    }
    if let limit = stops.minSuccessRate { words.append("below \(Figures.percent(limit.limit)) successes") }
    if let limit = stops.consecutiveFailures { words.append("at \(limit) failures in a row") }
    if let limit = stops.maxCost { words.append("at a cost of \(limit)") }
    if let limit = stops.maxTokens { words.append("at \(Figures.count(limit)) tokens") }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }
}
