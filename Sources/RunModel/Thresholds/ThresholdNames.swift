/// The metrics that thresholds may use, and which aggregations fit them.
package enum ThresholdNames {
  /// Metrics that are shares of tasks, from 0 to 1.
  package static var rates: [String] { ShareName.allCases.map(\.rawValue) }
  /// Metrics that count.
  package static var counts: [String] { CountName.allCases.map(\.rawValue) }
  /// Metrics that are latencies.
  package static var latencies: [String] { MetricName.allCases.map(\.rawValue) }
  /// All of them.
  package static var all: [String] { rates + counts + latencies + [ReachedLoad.metric] }
  /// Tags that choose a part of the run beside the cases' own.
  package static let builtInTags = [
    "scenario", "variant", "node", "turn", "call", ThresholdMetric.outcomeTag.name,
  ]

  /// What is wrong with a metric, if anything.
  static func problem(with metric: ThresholdMetric) -> (message: String, suggestion: String?)? {
    if CapacityFigure(rawValue: metric.name) != nil {
      return metric.tags.isEmpty && metric.aggregation == .value
        ? nil : ("'\(metric.name)' is one number of a whole search", metric.name)
    }
    guard all.contains(metric.name) else { return unknown(metric.name) }
    if let problem = problemOfNodes(metric) ?? problemOfSteps(metric) { return (problem, nil) }
    if metric.name == ReachedLoad.metric, !metric.tags.isEmpty {
      return ("'\(metric.name)' is known of the whole load only", metric.name)
    }
    if latencies.contains(metric.name) {
      return metric.aggregation == .value
        ? ("'\(metric.name)' needs an aggregation: avg, min, med, max, p95, count or rate", nil) : nil
    }
    if let count = CountName(rawValue: metric.name), count.includesWarmUp, !metric.tags.isEmpty {
      return ("'\(metric.name)' is counted of the whole run only", String(metric.name.dropFirst(6)))
    }
    switch metric.aggregation {
    case .value, .count: return nil
    case .rate:
      return metric.isShare
        ? ("'\(metric.name)' is a share already: leave .rate out", metric.name) : nil
    case .average, .minimum, .median, .maximum, .percentile:
      return ("'\(metric.name)' is one number and has no such aggregation", nil)
    }
  }

  /// What is wrong with asking a metric of an outcome, if anything.
  static func problem(ofOutcome value: String, _ metric: ThresholdMetric) -> String? {
    let (name, known) = ThresholdMetric.outcomeTag
    guard value == known else { return "'\(name):\(value)' is not known; \(name):\(known) is, of latencies" }
    return latencies.contains(metric.name) ? nil : "'\(name):\(known)' is asked of latencies only"
  }

  /// Of a node the server states its own time, its end, tokens and cost, and no more.
  private static func problemOfNodes(_ metric: ThresholdMetric) -> String? {
    guard metric.tags["node"] != nil else { return nil }
    let known =
      metric.name == MetricName.serverElapsed.rawValue
      || ["success_rate", "error_rate"].contains(metric.name)
      || CountName(rawValue: metric.name)?.isCountedOfNodes == true
    return known
      ? nil
      : "'\(metric.name)' is not known of a node; server_elapsed, success_rate, error_rate, tasks, succeeded, failed, tokens and cost are"
  }

  /// Of a turn of conversations, and of a call beside requests, this is kept and no more.
  private static func problemOfSteps(_ metric: ThresholdMetric) -> String? {
    guard let tag = ["turn", "call"].first(where: { metric.tags[$0] != nil }) else { return nil }
    if metric.tags.count > 1 { return "'\(tag)' is known of the whole run only: no other tag goes with it" }
    let (value, calls) = (metric.tags[tag] ?? "", CallRecord.Name.allCases.map(\.rawValue))
    if tag == "turn", !(Int(value).map((1...TurnTable.limit).contains) ?? false) {
      return "turn is '\(value)'; turns are counted from 1 to \(TurnTable.limit)"
    }
    if tag == "call", !calls.contains(value) {
      return "there is no call '\(value)'; known are \(calls.joined(separator: ", "))"
    }
    let latencies =
      tag == "turn" ? ["response_time", "service_time", "ttft", "server_elapsed"] : ["response_time"]
    let known = ["success_rate", "error_rate", "tasks", "succeeded", "failed"] + latencies
    return known.contains(metric.name)
      ? nil : "'\(metric.name)' is not known of a \(tag); \(known.joined(separator: ", ")) are"
  }

  private static func unknown(_ name: String) -> (message: String, suggestion: String?) {
    if let own = ForeignWords.metrics[name] {
      return ("unknown metric '\(name)': here it is called '\(own)'", own)
    }
    if ForeignWords.aggregations.contains(name) {
      return (
        "'\(name)' needs its metric before it, and times their unit, such as response_time.p95 < 2000ms or error_rate < 1%",
        nil
      )
    }
    let nearest = NearestWord.find(name, in: all + CapacityFigure.allCases.map(\.rawValue))
    let examples = "success_rate, response_time.p95 or ttft.p95"
    return (
      "unknown metric '\(name)'\(nearest == nil ? "; expected one such as \(examples)" : "")", nearest
    )
  }
}

/// What other tools say, for those who come from them.
private enum ForeignWords {
  /// k6's metrics, and Locust's and Gatling's where they differ.
  static let metrics = [
    "http_req_duration": "response_time", "http_req_failed": "error_rate", "http_req_waiting": "ttfb",
    "http_req_connecting": "connect", "http_req_blocked": "queue_wait", "http_reqs": "requests",
    "iterations": "tasks", "iteration_duration": "task_total", "dropped_iterations": "achieved_rate",
    "checks": "success_rate", "data_received": "bytes_received", "data_sent": "bytes_sent",
    "latency": "response_time", "duration": "response_time", "fail_ratio": "error_rate",
    "failedRequests": "error_rate", "successfulRequests": "success_rate", "responseTime": "response_time",
    "time_to_first_token": "ttft", "first_text": "ttft",
  ]
  /// k6 writes the aggregation alone.
  static let aggregations: Set = [
    "p", "avg", "med", "min", "max", "count", "rate", "value", "p90", "p95", "p99",
  ]
}
