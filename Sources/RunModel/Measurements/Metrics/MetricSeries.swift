import Statistics

/// One latency, successes and failures apart.
package struct MetricSeries: Sendable, Hashable {
  /// Of attempts that succeeded.
  package var succeeded = Histogram()
  /// Of attempts that did not.
  package var unsuccessful = Histogram()
  /// How long attempts had waited for it when a limit or a stop cut them: the true latencies are longer.
  package var censored = Histogram()

  /// Nothing yet.
  package init() {}

  /// What thresholds judge: successes, and what was cut counted as longer. Other failures have their own gates.
  package var sample: CensoredSample { CensoredSample(observed: succeeded, censored: censored) }

  mutating func record(_ nanoseconds: Int64, _ kind: ReadingKind) {
    switch kind {
    case .succeeded: succeeded.record(nanoseconds)
    case .unsuccessful: unsuccessful.record(nanoseconds)
    case .censored: censored.record(nanoseconds)
    }
  }

  mutating func merge(_ other: MetricSeries) {
    succeeded.merge(other.succeeded)
    unsuccessful.merge(other.unsuccessful)
    censored.merge(other.censored)
  }
}

extension MetricSeries: Codable {
  private enum CodingKeys: String, CodingKey { case succeeded, unsuccessful, censored }

  /// Decodes; reports before the censored latencies have none.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    succeeded = try values.decode(Histogram.self, forKey: .succeeded)
    unsuccessful = try values.decode(Histogram.self, forKey: .unsuccessful)
    censored = try values.decodeIfPresent(Histogram.self, forKey: .censored) ?? Histogram()
  }

  /// Encodes; the censored latencies when there are some.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(succeeded, forKey: .succeeded)
    try values.encode(unsuccessful, forKey: .unsuccessful)
    if !censored.isEmpty { try values.encode(censored, forKey: .censored) }
  }
}
