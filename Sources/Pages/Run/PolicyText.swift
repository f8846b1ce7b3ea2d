import RunModel

/// How a manifest is run, in words.
enum PolicyText {
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
