import RunModel
import Statistics

/// Finds the value of a threshold's metric in a run's measurements. Pure.
struct MetricLookup {
  let measurements: RunMeasurements
  /// Seconds that the run took, for rates.
  let duration: Double

  /// The value; `nil` when there is no data.
  func value(_ metric: ThresholdMetric) -> Double? {
    if let latency = MetricName(rawValue: metric.name) { return self.latency(latency, metric) }
    guard let count = number(metric) else { return nil }
    return metric.aggregation == .rate && !ThresholdNames.rates.contains(metric.name)
      ? perSecond(count) : count
  }

  /// Successes and trials of a metric that is a share; `nil` for the others.
  func proportion(_ metric: ThresholdMetric) -> Proportion? {
    if !metric.tags.isEmpty {
      guard metric.name == "success_rate", let slice = slice(metric.tags) else { return nil }
      return Proportion(successes: slice.succeeded, trials: slice.total)
    }
    let counts = measurements.statistics
    switch metric.name {
    case "success_rate": return Proportion(successes: counts.succeeded, trials: counts.total)
    case "completed_success_rate": return Proportion(successes: counts.succeeded, trials: counts.completed)
    case "error_rate": return Proportion(successes: counts.unsuccessful, trials: counts.total)
    case "timeout_rate": return Proportion(successes: counts.timeout, trials: counts.total)
    case "partial_rate":
      let partial = measurements.failures[FailureClass.partial.rawValue]?.count ?? 0
      return Proportion(successes: min(partial, counts.total), trials: counts.total)
    default: return nil
    }
  }

  /// The part of the run that tags choose; `nil` when there is none of that name.
  func slice(_ tags: [String: String]) -> Slice? {
    guard tags.count == 1, let (name, value) = tags.first else { return nil }
    switch name {
    case "scenario": return measurements.scenarios[value]
    case "variant": return measurements.variants[value]
    case "node":
      return measurements.nodes[value] ?? measurements.nodes.first { $0.key.hasPrefix(value + " (") }?.value
    default: return measurements.tags["\(name):\(value)"]
    }
  }

  private func latency(_ name: MetricName, _ metric: ThresholdMetric) -> Double? {
    var histogram = measurements.latency(name)
    if !metric.tags.isEmpty {
      guard let slice = slice(metric.tags) else { return nil }
      histogram = metric.tags["node"] == nil ? slice.sample(name).observed : slice.latency
    }
    switch metric.aggregation {
    case .count: return Double(histogram.count)
    case .rate: return perSecond(Double(histogram.count))
    case .average: return histogram.mean.map { $0 / 1e9 }
    case .minimum: return histogram.isEmpty ? nil : Double(histogram.min) / 1e9
    case .median: return histogram.quantile(0.5).map { Double($0) / 1e9 }
    case .maximum: return histogram.isEmpty ? nil : Double(histogram.max) / 1e9
    case .percentile(let percent): return histogram.quantile(percent / 100).map { Double($0) / 1e9 }
    case .value: return nil
    }
  }

  private func number(_ metric: ThresholdMetric) -> Double? {
    if ThresholdNames.rates.contains(metric.name) { return proportion(metric)?.estimate }
    if !metric.tags.isEmpty { return sliceNumber(metric) }
    let counts = measurements.statistics
    switch metric.name {
    case "tasks": return Double(counts.total)
    case "succeeded": return Double(counts.succeeded)
    case "failed": return Double(counts.failed)
    case "timeout": return Double(counts.timeout)
    case "error": return Double(counts.error)
    case "cancelled": return Double(counts.cancelled)
    case "retries": return Double(counts.retries)
    case "tokens": return Double(counts.tokens.total)
    case "cost": return counts.cost.amount
    case "requests": return Double(measurements.traffic.requests)
    case "events": return Double(measurements.traffic.events)
    case "orphans": return Double(measurements.traffic.orphans)
    case "leaked": return Double(counts.leakedAttempts)
    case "expectations_broken": return Double(measurements.expectations.values.reduce(0) { $0 + $1[1] })
    default: return nil
    }
  }

  private func sliceNumber(_ metric: ThresholdMetric) -> Double? {
    guard let slice = slice(metric.tags) else { return nil }
    switch metric.name {
    case "tasks": return Double(slice.total)
    case "succeeded": return Double(slice.succeeded)
    case "tokens": return Double(slice.tokens)
    case "cost": return slice.cost.amount
    default: return nil
    }
  }

  private func perSecond(_ count: Double) -> Double? { duration > 0 ? count / duration : nil }
}
