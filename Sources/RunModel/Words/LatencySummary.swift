import Statistics

/// The latencies that every summary shows, from one place, so that terminal, Markdown and page say the same.
package struct LatencySummary {
  /// A latency, with or without the tasks that failed.
  package struct Row {
    package var metric: MetricName
    /// Failed tasks count as longer than any success; shown beside the other from 0.1 % failures on.
    package var countsFailures: Bool
    package var sample: CensoredSample
  }

  private let measurements: RunMeasurements

  package init(_ measurements: RunMeasurements) { self.measurements = measurements }

  /// The rows of some latencies, in order; what was not measured has none.
  package func rows(_ names: [MetricName]) -> [Row] { names.flatMap(rows) }

  private func rows(_ name: MetricName) -> [Row] {
    let (plain, adjusted) = (
      measurements.sample(name, failures: false), measurements.sample(name, failures: true)
    )
    if plain.count == 0 { return [] }
    let row = Row(metric: name, countsFailures: false, sample: plain)
    return adjusted.hasTellingFailures
      ? [row, Row(metric: name, countsFailures: true, sample: adjusted)] : [row]
  }
}
