/// When and how a task is tried again.
public struct RetryPolicy: Sendable, Hashable {
  /// How the pause is spread, so that retries do not come in step.
  public enum Jitter: String, Sendable, Codable, CaseIterable {
    /// Exactly the computed pause.
    case none
    /// Uniform between nothing and the computed pause.
    case full
    /// Half the computed pause, and uniform up to the other half.
    case equal
    /// Uniform between the base and three times the last pause, capped.
    case decorrelated
  }

  /// How often the work is called at most, the first time included; at least 1.
  public var maxAttempts: Int
  /// The pause before the second attempt; at least 0.
  public var backoff: Duration
  /// Each further pause is this many times longer; at least 1.
  public var multiplier: Double
  /// No pause is longer; `nil` for no cap.
  public var maxBackoff: Duration?
  /// How pauses are spread.
  public var jitter: Jitter
  /// The statuses that are tried again; a subset of failed, timeout, error.
  public var retryOn: Set<TaskStatus>
  /// A server's wish (Retry-After) is honoured up to this; longer wishes are cut to it.
  public var maxRetryAfter: Duration

  /// A policy. The defaults are the seed's: three attempts, 2 s, times 1.5.
  public init(
    maxAttempts: Int = 3, backoff: Duration = .seconds(2), multiplier: Double = 1.5,
    maxBackoff: Duration? = nil,
    jitter: Jitter = .none, retryOn: Set<TaskStatus> = [.failed, .timeout, .error],
    maxRetryAfter: Duration = .seconds(60)
  ) {
    self.maxAttempts = maxAttempts
    self.backoff = backoff
    self.multiplier = multiplier
    self.maxBackoff = maxBackoff
    self.jitter = jitter
    self.retryOn = retryOn
    self.maxRetryAfter = maxRetryAfter
  }

  /// One attempt only: a Dify run is not idempotent, so load runs do not retry unless asked to.
  public static let never = RetryPolicy(maxAttempts: 1)
}

extension RetryPolicy: Codable {
  private enum CodingKeys: String, CodingKey {
    case maxAttempts, backoff, multiplier, maxBackoff, jitter, retryOn, maxRetryAfter
  }

  /// Decodes; lengths of time are seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      maxAttempts: try values.decode(Int.self, forKey: .maxAttempts),
      backoff: try values.decodeSeconds(forKey: .backoff),
      multiplier: try values.decode(Double.self, forKey: .multiplier),
      maxBackoff: try values.decodeSecondsIfPresent(forKey: .maxBackoff),
      jitter: try values.decode(Jitter.self, forKey: .jitter),
      retryOn: Set(try values.decode([TaskStatus].self, forKey: .retryOn)),
      maxRetryAfter: try values.decodeSeconds(forKey: .maxRetryAfter))
  }

  /// Encodes; lengths of time are seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(maxAttempts, forKey: .maxAttempts)
    try values.encodeSeconds(backoff, forKey: .backoff)
    try values.encode(multiplier, forKey: .multiplier)
    try values.encodeSeconds(maxBackoff, forKey: .maxBackoff)
    try values.encode(jitter, forKey: .jitter)
    try values.encode(retryOn.sorted { $0.rawValue < $1.rawValue }, forKey: .retryOn)
    try values.encodeSeconds(maxRetryAfter, forKey: .maxRetryAfter)
  }
}
