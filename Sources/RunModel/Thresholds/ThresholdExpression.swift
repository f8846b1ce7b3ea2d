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
/// operand    = number [unit] | metric | "(" sum ")" | "baseline" [ "(" sum ")" ]
/// metric     = name [ "{" tag ":" value { "," tag ":" value } "}" ] [ "." aggregation ]
/// value      = "'" text "'" | '"' text '"' | text without "," and "}"
/// aggregation = "count" | "rate" | "avg" | "min" | "med" | "max" | "pN" | "p(N)" | "value"
/// unit       = "ns" | "us" | "ms" | "s" | "m" | "h" | "%"
/// ```
/// Times are in seconds, shares from 0 to 1. `baseline(...)` is the value in the baseline report; `baseline` alone
/// is that of the one metric of its comparison: `ttft.p95 / baseline < 1.1`.
package indirect enum ThresholdExpression: Sendable, Hashable {
  /// Both hold.
  case and(ThresholdExpression, ThresholdExpression)
  /// One holds.
  case or(ThresholdExpression, ThresholdExpression)
  /// It does not hold.
  case not(ThresholdExpression)
  /// The left value stands in a relation to the right one.
  case compare(ThresholdValue, Relation, ThresholdValue)

  /// How two values are compared.
  package enum Relation: String, Sendable, Hashable, CaseIterable {
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
    package func holds(_ left: Double, _ right: Double) -> Bool {
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

  /// Every metric that is used of the run itself.
  package var metrics: [ThresholdMetric] { comparisons.flatMap { $0.left.metrics + $0.right.metrics } }

  /// Every metric that is used, of the baseline too.
  package var allMetrics: [ThresholdMetric] {
    comparisons.flatMap { $0.left.allMetrics + $0.right.allMetrics }
  }

  /// The comparisons that it is made of.
  package var comparisons: [(left: ThresholdValue, relation: Relation, right: ThresholdValue)] {
    switch self {
    case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
    case .not(let inner): inner.comparisons
    case .compare(let left, let relation, let right): [(left, relation, right)]
    }
  }

  /// The same, each metric changed.
  package func mapMetrics(_ change: (ThresholdMetric) -> ThresholdMetric) -> ThresholdExpression {
    switch self {
    case .and(let left, let right): .and(left.mapMetrics(change), right.mapMetrics(change))
    case .or(let left, let right): .or(left.mapMetrics(change), right.mapMetrics(change))
    case .not(let inner): .not(inner.mapMetrics(change))
    case .compare(let left, let relation, let right):
      .compare(left.mapMetrics(change), relation, right.mapMetrics(change))
    }
  }
}
