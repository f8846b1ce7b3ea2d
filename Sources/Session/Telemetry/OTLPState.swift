import RunModel

/// How sending goes: what was sent, what was lost and why, and when it is tried again. Pure.
struct OTLPState: Sendable {
  /// Traces that the collector has.
  private(set) var sent = 0
  /// Traces that it refused.
  private(set) var refused = 0
  /// The first reason why something could not be sent.
  private(set) var problem: String?
  /// Sending rests until then, seconds of the exporter's own clock.
  private(set) var restsUntil = 0.0
  private var failures = 0

  /// What is to be done with a message.
  enum End: Equatable { case done, again, lost }

  /// Takes an answer to a message with so many traces at an instant, seconds. A collector that is overloaded or away is
  /// asked again after 1, 2, 4 ... 30 s, or when it says; what it refuses is lost.
  mutating func take(_ status: Int, problem words: String?, retryAfter: Double?, traces: Int, at now: Double)
    -> End
  {
    if words == nil, (200..<300).contains(status) {
      sent += traces
      failures = 0
      return .done
    }
    problem = problem ?? words ?? "HTTP \(status)"
    guard words != nil || Self.passing.contains(status) else {
      refused += traces
      return .lost
    }
    restsUntil = now + min(30, max(1, retryAfter ?? Double(1 << min(failures, 5))))
    failures += 1
    return .again
  }

  /// A collector may take a message and refuse some of its spans.
  mutating func refuse(_ spans: Int, _ words: String) {
    problem = problem ?? "\(spans) spans refused: \(words)"
  }

  /// Statuses that pass, by OTLP's specification.
  private static let passing: Set = [429, 502, 503, 504]
}
