/// A threshold, read: what must hold of a run's measurements.
///
/// Grammar:
/// ```
/// condition  = either { "or" either }
/// either     = test { "and" test }
/// test       = "not" test | "(" condition ")" | sum relation sum | sum "between" sum "and" sum
/// relation   = "<" | "<=" | ">" | ">=" | "==" | "!="
/// sum        = product { ("+" | "-") product }
/// product    = operand { ("*" | "/") operand }
/// operand    = number [unit] | metric | "(" sum ")"
/// metric     = name [ "{" tag ":" value { "," tag ":" value } "}" ] [ "." aggregation ]
/// aggregation = "count" | "rate" | "avg" | "min" | "med" | "max" | "pN" | "p(N)" | "value"
/// unit       = "ns" | "us" | "ms" | "s" | "m" | "h" | "%"
/// ```
/// Times are in seconds, shares from 0 to 1.
public indirect enum ThresholdExpression: Sendable, Hashable {
  /// Both hold.
  case and(ThresholdExpression, ThresholdExpression)
  /// One holds.
  case or(ThresholdExpression, ThresholdExpression)
  /// It does not hold.
  case not(ThresholdExpression)
  /// The left value stands in a relation to the right one.
  case compare(ThresholdValue, Relation, ThresholdValue)

  /// How two values are compared.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// Less.
    case less = "<"
    /// At most.
    case atMost = "<="
    /// More.
    case more = ">"
    /// At least.
    case atLeast = ">="
    /// Equal.
    case equal = "=="
    /// Not equal.
    case unequal = "!="

    /// Whether it holds.
    public func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .more: left > right
      case .atLeast: left >= right
      case .equal: left == right
      case .unequal: left != right
      }
    }
  }

  /// Every metric that is used.
  public var metrics: [ThresholdMetric] {
    switch self {
    case .and(let left, let right), .or(let left, let right): left.metrics + right.metrics
    case .not(let inner): inner.metrics
    case .compare(let left, _, let right): left.metrics + right.metrics
    }
  }
}

/// A number, or a calculation with metrics.
public indirect enum ThresholdValue: Sendable, Hashable {
  /// A number; times in seconds, shares from 0 to 1.
  case number(Double)
  /// A measured value.
  case metric(ThresholdMetric)
  /// A calculation.
  case calculate(ThresholdValue, Operator, ThresholdValue)

  /// The four calculations.
  public enum Operator: String, Sendable, Hashable {
    /// Sum.
    case plus = "+"
    /// Difference.
    case minus = "-"
    /// Product.
    case times = "*"
    /// Quotient.
    case divided = "/"
  }

  var metrics: [ThresholdMetric] {
    switch self {
    case .number: []
    case .metric(let metric): [metric]
    case .calculate(let left, _, let right): left.metrics + right.metrics
    }
  }
}

/// A measured value: a metric, of a part of the run, aggregated.
public struct ThresholdMetric: Sendable, Hashable {
  /// How many values become one.
  public enum Aggregation: Sendable, Hashable {
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
  public var name: String
  /// Tags that choose a part of the run, by name.
  public var tags: [String: String]
  /// How it is aggregated.
  public var aggregation: Aggregation

  /// A metric.
  public init(name: String, tags: [String: String], aggregation: Aggregation) {
    self.name = name
    self.tags = tags
    self.aggregation = aggregation
  }
}

/// A text that is no threshold: where, what was expected, and the nearest right word.
public struct ThresholdProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text.
  public var expression: String
  /// Where in it, in characters from 0.
  public var position: Int
  /// What is wrong, with what was expected.
  public var message: String
  /// The nearest right word.
  public var suggestion: String?

  /// The facts in words.
  public var description: String {
    "threshold '\(expression)', character \(position + 1): \(message)"
      + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }
}
