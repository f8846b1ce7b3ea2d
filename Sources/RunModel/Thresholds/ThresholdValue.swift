/// A number, or a calculation with metrics.
package indirect enum ThresholdValue: Sendable, Hashable {
  /// A number; times in seconds, shares from 0 to 1.
  case number(Double)
  /// A measured value.
  case metric(ThresholdMetric)
  /// The value that it had in the baseline report.
  case baseline(ThresholdValue)
  /// A calculation.
  case calculate(ThresholdValue, Operator, ThresholdValue)

  /// The four calculations.
  package enum Operator: String, Sendable, Hashable {
    /// Sum.
    case plus = "+"
    /// Difference.
    case minus = "-"
    /// Product.
    case times = "*"
    /// Quotient.
    case divided = "/"
  }

  /// The metrics of the run itself.
  package var metrics: [ThresholdMetric] {
    switch self {
    case .number, .baseline: []
    case .metric(let metric): [metric]
    case .calculate(let left, _, let right): left.metrics + right.metrics
    }
  }

  /// All metrics, those of the baseline too.
  package var allMetrics: [ThresholdMetric] {
    switch self {
    case .number: []
    case .baseline(let value): value.allMetrics
    case .metric(let metric): [metric]
    case .calculate(let left, _, let right): left.allMetrics + right.allMetrics
    }
  }

  /// Whether a baseline is needed.
  package var needsBaseline: Bool {
    switch self {
    case .number, .metric: false
    case .baseline: true
    case .calculate(let left, _, let right): left.needsBaseline || right.needsBaseline
    }
  }

  func mapMetrics(_ change: (ThresholdMetric) -> ThresholdMetric) -> ThresholdValue {
    switch self {
    case .number: self
    case .metric(let metric): .metric(change(metric))
    case .baseline(let value): .baseline(value.mapMetrics(change))
    case .calculate(let left, let sign, let right):
      .calculate(left.mapMetrics(change), sign, right.mapMetrics(change))
    }
  }
}
