/// A measured value: a metric, of a part of the run, aggregated.
package struct ThresholdMetric: Sendable, Hashable {
  /// How many values become one.
  package enum Aggregation: Sendable, Hashable {
    /// How many there are.
    case count
    /// How many a second.
    case rate
    /// Their mean.
    case average
    /// The smallest.
    case minimum
    /// The median.
    case median
    /// The largest.
    case maximum
    /// The value that so many percent do not exceed.
    case percentile(Double)
    /// The value itself, of metrics that are one number.
    case value
  }

  /// The metric's name.
  package var name: String
  /// Tags that choose a part of the run, by name.
  package var tags: [String: String]
  /// How it is aggregated.
  package var aggregation: Aggregation

  /// Whether failures are left out of a latency, as the tag `{outcome:succeeded}` asks: without it a failed task counts
  /// as longer than any success.
  package var successesOnly = false

  /// The tag that leaves failures out.
  static let outcomeTag = (name: "outcome", value: "succeeded")

  /// A metric.
  package init(name: String, tags: [String: String], aggregation: Aggregation) {
    self.name = name
    self.tags = tags
    self.aggregation = aggregation
  }
}

extension ThresholdMetric {
  /// Stands for the one metric of a comparison, while it is read.
  static let same = ThresholdMetric(name: "", tags: [:], aggregation: .value)
}

extension ThresholdMetric: CustomStringConvertible {
  /// As thresholds spell it, such as `ttft{scenario:chat}.p95`.
  package var description: String {
    let all = successesOnly ? tags.merging([Self.outcomeTag.name: Self.outcomeTag.value]) { $1 } : tags
    let list = all.sorted { $0.key < $1.key }.map { "\($0.key):\(Self.quoted($0.value))" }
    let part = list.isEmpty ? "" : "{\(list.joined(separator: ", "))}"
    return name + part + (aggregation == .value ? "" : ".\(aggregation)")
  }

  /// Whether its values are seconds.
  package var isTime: Bool {
    MetricName(rawValue: name) != nil && aggregation != .count && aggregation != .rate
  }

  /// Whether its value is a share, 0 to 1.
  package var isShare: Bool { ShareName(rawValue: name) != nil || name == ReachedLoad.metric }

  private static func quoted(_ value: String) -> String {
    value.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) } ? value : "'\(value)'"
  }
}

extension ThresholdMetric.Aggregation: CustomStringConvertible {
  /// As thresholds spell it.
  package var description: String {
    switch self {
    case .count: "count"
    case .rate: "rate"
    case .average: "avg"
    case .minimum: "min"
    case .median: "med"
    case .maximum: "max"
    case .percentile(let percent): percent == percent.rounded() ? "p\(Int(percent))" : "p\(percent)"
    case .value: "value"
    }
  }

  /// The share that a quantile leaves below it; `nil` for what is no quantile.
  package var quantile: Double? {
    switch self {
    case .median: 0.5
    case .percentile(let percent): percent / 100
    default: nil
    }
  }
}
