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
  package var abortOnFail: Bool
  /// Not judged for an abort before so many seconds.
  package var delayAbort: Double
  /// How it is judged; `nil` for the default: interval for shares, else point; point for all in windows.
  package var mode: Mode?
  /// Width of the margin as a share of the limit, in margin mode.
  package var margin: Double?
  /// Whether it holds when there is no data.
  package var allowEmpty: Bool
  /// It must hold of every stretch of the run that is so many seconds long; `nil` for the run as a whole.
  package var window: Double?
  /// Where it was written: `file:line:column`.
  package var source: String?

  /// A threshold.
  public init(
    expression: String, abortOnFail: Bool = false, delayAbort: Double = 0, mode: Mode? = nil,
    margin: Double? = nil, allowEmpty: Bool = false, window: Double? = nil,
    source: String? = nil
  ) {
    self.expression = expression
    self.abortOnFail = abortOnFail
    self.delayAbort = delayAbort
    self.mode = mode
    self.margin = margin
    self.allowEmpty = allowEmpty
    self.window = window
    self.source = source
  }
}

extension ThresholdDefinition.Mode? {
  /// Whether the point was asked for, so that no interval plays a part.
  package var judgesPoint: Bool { self == .point || self == .margin }
}
