/// How a manifest is run.
public struct ExecutionPolicy: Sendable, Hashable {
  /// What a batch window is.
  public enum BatchMode: String, Sendable, Codable, CaseIterable {
    /// A window ends before the next begins.
    case barrier
    /// At most `batchSize` tasks are admitted and unfinished.
    case sliding
  }

  /// At most so many attempts at once; at least 1.
  public var concurrency: Int
  /// Tasks of one window; at least 1. `nil` for one window of all.
  public var batchSize: Int?
  /// What a window is.
  public var batchMode: BatchMode
  /// The pause between two windows (barrier only); at least 0.
  public var batchPause: Duration
  /// At most so many attempts a minute. `nil` for no limit.
  public var rateControl: RateLimit?
  /// Retries. None by default.
  public var retryPolicy: RetryPolicy
  /// When the run ends early.
  public var stopConditions: StopConditions
  /// The shape of the load.
  public var load: LoadProfile
  /// How long tasks in flight may go on after a stop before they are cancelled; at least 0.
  public var drainLimit: Duration

  /// A policy; five at once and no retries by default.
  public init(
    concurrency: Int = 5, batchSize: Int? = nil, batchMode: BatchMode = .barrier,
    batchPause: Duration = .zero,
    rateControl: RateLimit? = nil, retryPolicy: RetryPolicy = .never,
    stopConditions: StopConditions = .init(),
    load: LoadProfile = .iterations, drainLimit: Duration = .seconds(30)
  ) {
    self.concurrency = concurrency
    self.batchSize = batchSize
    self.batchMode = batchMode
    self.batchPause = batchPause
    self.rateControl = rateControl
    self.retryPolicy = retryPolicy
    self.stopConditions = stopConditions
    self.load = load
    self.drainLimit = drainLimit
  }
}

extension ExecutionPolicy {
  /// The seed's policy: five at once, and what failed, timed out or broke is tried up to three times.
  public static let seed = ExecutionPolicy(retryPolicy: RetryPolicy())
}

extension ExecutionPolicy: Codable {
  private enum CodingKeys: String, CodingKey {
    case concurrency, batchSize, batchMode, batchPause, rateControl, retryPolicy, stopConditions, load,
      drainLimit
  }

  /// Decodes; lengths of time are seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      concurrency: try values.decode(Int.self, forKey: .concurrency),
      batchSize: try values.decodeIfPresent(Int.self, forKey: .batchSize),
      batchMode: try values.decode(BatchMode.self, forKey: .batchMode),
      batchPause: try values.decodeSeconds(forKey: .batchPause),
      rateControl: try values.decodeIfPresent(RateLimit.self, forKey: .rateControl),
      retryPolicy: try values.decode(RetryPolicy.self, forKey: .retryPolicy),
      stopConditions: try values.decode(StopConditions.self, forKey: .stopConditions),
      load: try values.decode(LoadProfile.self, forKey: .load),
      drainLimit: try values.decodeSeconds(forKey: .drainLimit))
  }

  /// Encodes; lengths of time are seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(concurrency, forKey: .concurrency)
    try values.encodeIfPresent(batchSize, forKey: .batchSize)
    try values.encode(batchMode, forKey: .batchMode)
    try values.encodeSeconds(batchPause, forKey: .batchPause)
    try values.encodeIfPresent(rateControl, forKey: .rateControl)
    try values.encode(retryPolicy, forKey: .retryPolicy)
    try values.encode(stopConditions, forKey: .stopConditions)
    try values.encode(load, forKey: .load)
    try values.encodeSeconds(drainLimit, forKey: .drainLimit)
  }
}
