import Statistics

/// How far the values of a run tell its quantiles: those of one slow phase tell the same again and again.
extension RunMeasurements {
  /// How much more the share of values up to a quantile varies between stretches of time than that of independent tasks would;
  /// `nil` when the run is too short to tell. Of latencies that windows do not hold, what response times say.
  package func clustering(of name: MetricName, _ q: Double) -> Dispersion? {
    Dispersion(TimeBlocks(self, byMemory: true).shares(upTo: q, of: name))
  }

  /// How many times fewer independent values those of a latency are worth at a quantile; 1 where that cannot be told.
  package func inflation(of name: MetricName, _ q: Double) -> Double {
    clustering(of: name, q)?.inflation ?? 1
  }

  /// How many independent values those of a run amount to at its p95 of response times, in words, when they resemble their neighbours.
  package var latencyNote: String? {
    let count = sample(.responseTime, failures: false).count
    let inflation = inflation(of: .responseTime, 0.95)
    return inflation > 1 ? Self.latencyNote(of: count, inflation) : nil
  }

  /// So many values that are worth so many times less.
  package static func latencyNote(of count: Int, _ inflation: Double) -> String {
    let worth = max(1, Int((Double(count) / inflation).wholeClamped))
    return
      "latencies stay high or low for a while: \(Figures.count(count)) values are worth \(Figures.count(worth)) independent ones"
  }
}
