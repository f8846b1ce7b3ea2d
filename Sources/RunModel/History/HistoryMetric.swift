import Statistics

/// The metrics whose trend a history shows.
package enum HistoryMetric: String, Sendable, Codable, CaseIterable {
  /// Tasks that succeeded, of all.
  case successRate = "success_rate"
  /// Median response time.
  case responseMedian = "response_time.p50"
  /// 95 % of response times are not longer.
  case responseP95 = "response_time.p95"
  /// Median time to first text.
  case firstTextMedian = "ttft.p50"
  /// 95 % of times to first text are not longer.
  case firstTextP95 = "ttft.p95"
  /// Tokens of a task on average.
  case tokens = "tokens_per_task"
  /// Cost of a task on average.
  case cost = "cost_per_task"
  /// The highest load that held, of a search for a capacity.
  case capacity
  /// Tasks a second at that load.
  case throughput

  /// Whether a larger value is the worse one.
  package var largerIsWorse: Bool { ![.successRate, .capacity, .throughput].contains(self) }

  /// The least change that matters: half a point of the success rate, 5 % of the others.
  package var leastChange: ChangeDetector.LeastChange {
    self == .successRate ? .absolute(0.005) : .relative(0.05)
  }

  /// The value in words.
  package func words(_ value: Double) -> String {
    switch self {
    case .successRate: Figures.percent(value)
    case .responseMedian, .responseP95, .firstTextMedian, .firstTextP95: Figures.seconds(value)
    case .tokens, .cost, .capacity, .throughput: Figures.number(value)
    }
  }

  func figure(_ report: ReportDocument) -> HistoryEntry.Figure? {
    let measurements = report.measurements
    return switch self {
    case .successRate: report.success.map { .init($0) }
    case .responseMedian: Self.quantile(measurements.latency(.responseTime), 0.5)
    case .responseP95: Self.quantile(measurements.latency(.responseTime), 0.95)
    case .firstTextMedian: Self.quantile(measurements.latency(.timeToFirstText), 0.5)
    case .firstTextP95: Self.quantile(measurements.latency(.timeToFirstText), 0.95)
    case .tokens: Self.mean(Double(measurements.statistics.tokens.total), measurements.statistics)
    case .cost: Self.mean(measurements.statistics.cost.amount, measurements.statistics)
    case .capacity, .throughput: nil
    }
  }

  /// A quantile that the sample cannot carry is no point of a trend.
  private static func quantile(_ histogram: Histogram, _ share: Double) -> HistoryEntry.Figure? {
    guard histogram.carries(share), let value = histogram.quantile(share) else { return nil }
    let (low, high) = histogram.quantileInterval(share)
    return HistoryEntry.Figure(
      value: Double(value) / 1e9, low: low.map { Double($0) / 1e9 }, high: high.map { Double($0) / 1e9 })
  }

  private static func mean(_ sum: Double, _ counts: RunStatistics) -> HistoryEntry.Figure? {
    counts.total > 0 && sum > 0 ? HistoryEntry.Figure(value: sum / Double(counts.total)) : nil
  }
}
