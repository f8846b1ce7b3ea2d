/// A threshold as its author wrote it. ``expression`` is parsed by the gate's grammar.
public struct ThresholdDefinition: Sendable, Hashable, Codable {
  /// How a measured value is judged against its limit.
  public enum Mode: String, Sendable, Codable, CaseIterable {
    /// The point estimate alone.
    case point
    /// The bound of its 95 % interval: pass, fail, or inconclusive between.
    case interval
    /// The point estimate, with a margin.
    case margin
  }

  /// For example `response_time.p95 < 2s`.
  public var expression: String
  /// Whether the run stops when it fails.
  public var abortOnFail: Bool
  /// Not judged for an abort before so many seconds.
  public var delayAbort: Double
  /// How it is judged; `nil` for the default (interval for rates, point else).
  public var mode: Mode?
  /// Width of the margin as a share of the limit, in margin mode.
  public var margin: Double?
  /// Whether it holds when there is no data.
  public var allowEmpty: Bool
  /// Only the last so many seconds count; `nil` for all.
  public var window: Double?
  /// Tags that are added to each of its metrics that does not say otherwise: the scenario that it belongs to.
  public var scope: [String: String]
  /// Where it was written: `file:line:column`.
  public var source: String?

  /// A threshold.
  public init(
    expression: String, abortOnFail: Bool = false, delayAbort: Double = 0, mode: Mode? = nil,
    margin: Double? = nil, allowEmpty: Bool = false, window: Double? = nil, scope: [String: String] = [:],
    source: String? = nil
  ) {
    self.expression = expression
    self.abortOnFail = abortOnFail
    self.delayAbort = delayAbort
    self.mode = mode
    self.margin = margin
    self.allowEmpty = allowEmpty
    self.window = window
    self.scope = scope
    self.source = source
  }
}

extension ThresholdDefinition {
  private enum CodingKeys: String, CodingKey {
    case expression, abortOnFail, delayAbort, mode, margin, allowEmpty, window, scope, source
  }

  /// Decodes; what is not there has its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      expression: try values.decode(String.self, forKey: .expression),
      abortOnFail: try values.decodeIfPresent(Bool.self, forKey: .abortOnFail) ?? false,
      delayAbort: try values.decodeIfPresent(Double.self, forKey: .delayAbort) ?? 0,
      mode: try values.decodeIfPresent(Mode.self, forKey: .mode),
      margin: try values.decodeIfPresent(Double.self, forKey: .margin),
      allowEmpty: try values.decodeIfPresent(Bool.self, forKey: .allowEmpty) ?? false,
      window: try values.decodeIfPresent(Double.self, forKey: .window),
      scope: try values.decodeIfPresent([String: String].self, forKey: .scope) ?? [:],
      source: try values.decodeIfPresent(String.self, forKey: .source))
  }

  /// Encodes; an empty scope is left out.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(expression, forKey: .expression)
    try values.encode(abortOnFail, forKey: .abortOnFail)
    try values.encode(delayAbort, forKey: .delayAbort)
    try values.encodeIfPresent(mode, forKey: .mode)
    try values.encodeIfPresent(margin, forKey: .margin)
    try values.encode(allowEmpty, forKey: .allowEmpty)
    try values.encodeIfPresent(window, forKey: .window)
    if !scope.isEmpty { try values.encode(scope, forKey: .scope) }
    try values.encodeIfPresent(source, forKey: .source)
  }
}
