/// The metrics that thresholds may use, and which aggregations fit them.
public enum ThresholdNames {
  /// Metrics that are shares of tasks, from 0 to 1.
  public static let rates = [
    "success_rate", "completed_success_rate", "error_rate", "timeout_rate", "partial_rate",
  ]
  /// Metrics that count.
  public static let counts = [
    "tasks", "succeeded", "failed", "timeout", "error", "cancelled", "retries", "tokens", "cost", "requests",
    "events", "orphans", "leaked", "expectations_broken",
  ]
  /// Metrics that are latencies.
  public static var latencies: [String] { MetricName.allCases.map(\.rawValue) }
  /// All of them.
  public static var all: [String] { rates + counts + latencies }
  /// Tags that choose a part of the run beside the cases' own.
  public static let builtInTags = ["scenario", "variant", "node"]

  /// What is wrong with a metric, if anything.
  static func problem(with metric: ThresholdMetric) -> (message: String, suggestion: String?)? {
    if !all.contains(metric.name) {
      return ("unknown metric '\(metric.name)'", NearestWord.find(metric.name, in: all))
    }
    if latencies.contains(metric.name) {
      return metric.aggregation == .value
        ? ("'\(metric.name)' needs an aggregation: avg, min, med, max, p95, count or rate", nil) : nil
    }
    switch metric.aggregation {
    case .value, .rate, .count: return nil
    case .average, .minimum, .median, .maximum, .percentile:
      return ("'\(metric.name)' is one number and has no such aggregation", nil)
    }
  }
}

/// The nearest of some words, by edit distance.
public enum NearestWord {
  /// The word with the fewest edits to `word`, when they are few enough to be a slip.
  public static func find(_ word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, min(4, word.count / 2))
    return words.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Levenshtein's distance, letters without case.
  static func distance(_ left: String, _ right: String) -> Int {
    let (first, second) = (Array(left.lowercased().prefix(64)), Array(right.lowercased().prefix(64)))
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
