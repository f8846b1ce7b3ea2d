/// When a run ends before all its tasks are done. Each is evaluated on every completion.
public struct StopConditions: Sendable, Hashable {
  /// A rate of unsuccessful tasks over the last completions.
  public struct ErrorRate: Sendable, Hashable, Codable {
    /// The run stops above this share, 0 to 1.
    package var limit: Double
    /// How many of the last completions are looked at; at least 1.
    package var window: Int
    /// Nothing is judged before so many completions; at least 1.
    package var minimumCount: Int

    /// A limit on the error rate.
    public init(limit: Double, window: Int = 100, minimumCount: Int = 20) {
      self.limit = limit
      self.window = window
      self.minimumCount = minimumCount
    }
  }

  /// A lower limit on succeeded / completed since the start.
  public struct SuccessRate: Sendable, Hashable, Codable {
    /// The run stops below this share, 0 to 1.
    package var limit: Double
    /// Nothing is judged before so many completions; at least 1.
    package var minimumCount: Int

    /// A limit on the success rate.
    public init(limit: Double, minimumCount: Int = 20) {
      self.limit = limit
      self.minimumCount = minimumCount
    }
  }

  /// Bounds one attempt. `nil` for no limit. 300 s by default.
  public var timeoutPerTask: Duration?
  /// Bounds the run. `nil` for no limit.
  public var timeoutTotal: Duration?
  /// Stops at so many tasks that are failed, timeout or error.
  public var maxFailures: Int?
  /// Stops above a rate of failures.
  public var maxErrorRate: ErrorRate?
  /// Stops below a rate of successes.
  public var minSuccessRate: SuccessRate?
  /// Stops at so many failures in a row.
  public var consecutiveFailures: Int?
  /// Stops when so much money is spent.
  public var maxCost: Price?
  /// Stops when so many tokens are used.
  public var maxTokens: Int?

  /// Conditions; only the 300 s for an attempt by default.
  public init(
    timeoutPerTask: Duration? = .seconds(300), timeoutTotal: Duration? = nil, maxFailures: Int? = nil,
    maxErrorRate: ErrorRate? = nil, minSuccessRate: SuccessRate? = nil, consecutiveFailures: Int? = nil,
    maxCost: Price? = nil, maxTokens: Int? = nil
  ) {
    self.timeoutPerTask = timeoutPerTask
    self.timeoutTotal = timeoutTotal
    self.maxFailures = maxFailures
    self.maxErrorRate = maxErrorRate
    self.minSuccessRate = minSuccessRate
    self.consecutiveFailures = consecutiveFailures
    self.maxCost = maxCost
    self.maxTokens = maxTokens
  }
}

extension StopConditions: Codable {
  private enum CodingKeys: String, CodingKey {
    case timeoutPerTask, timeoutTotal, maxFailures, maxErrorRate, minSuccessRate, consecutiveFailures,
      maxCost,
      maxTokens
  }

  /// Decodes; lengths of time are seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      timeoutPerTask: try values.decodeSecondsIfPresent(forKey: .timeoutPerTask),
      timeoutTotal: try values.decodeSecondsIfPresent(forKey: .timeoutTotal),
      maxFailures: try values.decodeIfPresent(Int.self, forKey: .maxFailures),
      maxErrorRate: try values.decodeIfPresent(ErrorRate.self, forKey: .maxErrorRate),
      minSuccessRate: try values.decodeIfPresent(SuccessRate.self, forKey: .minSuccessRate),
      consecutiveFailures: try values.decodeIfPresent(Int.self, forKey: .consecutiveFailures),
      maxCost: try values.decodeIfPresent(Price.self, forKey: .maxCost),
      maxTokens: try values.decodeIfPresent(Int.self, forKey: .maxTokens))
  }

  /// Encodes; lengths of time are seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeSeconds(timeoutPerTask, forKey: .timeoutPerTask)
    try values.encodeSeconds(timeoutTotal, forKey: .timeoutTotal)
    try values.encodeIfPresent(maxFailures, forKey: .maxFailures)
    try values.encodeIfPresent(maxErrorRate, forKey: .maxErrorRate)
    try values.encodeIfPresent(minSuccessRate, forKey: .minSuccessRate)
    try values.encodeIfPresent(consecutiveFailures, forKey: .consecutiveFailures)
    try values.encodeIfPresent(maxCost, forKey: .maxCost)
    try values.encodeIfPresent(maxTokens, forKey: .maxTokens)
  }
}
