extension GeneratorHealth {
  /// What its machine measures of a server that answers at once, as `floodgate calibrate` found it last.
  package struct Floor: Sendable, Hashable, Codable {
    /// The median time to first text, seconds.
    package var p50: Double
    /// 99 % of them took no longer, seconds.
    package var p99: Double
    /// Tasks a second, at the most.
    package var rate: Double
    /// When it was measured (UTC, ISO 8601).
    package var measured: String

    package init(p50: Double, p99: Double, rate: Double, measured: String) {
      (self.p50, self.p99, self.rate, self.measured) = (p50, p99, rate, measured)
    }

    /// "TTFT p50 0.41 ms, p99 1.20 ms of a server that answers at once, ...".
    package var words: String {
      "TTFT p50 \(Figures.seconds(p50)), p99 \(Figures.seconds(p99)) of a server that answers at once, \(Figures.count(Int(rate.wholeClamped))) tasks a second (\(measured.prefix(10)))"
    }
  }
}
