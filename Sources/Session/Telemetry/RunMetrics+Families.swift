import Report
import RunModel

extension RunMetrics {
  /// What is told of the run, in the order in which it is. Names are those of `report --format prometheus` where they
  /// mean the same.
  var families: [MetricFamily] { [info] + levels + counts + latencyFamilies }

  private var labels: [String: String] { ["scenario": name] }

  private var info: MetricFamily {
    MetricFamily(
      name: "run_info", unit: .count("run"), help: "The run under way, or the one that has just ended.",
      points: .gauges([(["scenario": name, "run": run, "phase": phase.rawValue], 1)]))
  }

  private var levels: [MetricFamily] {
    [
      gauge("elapsed", .seconds, "Seconds since the run's start.", elapsed),
      gauge("in_flight", .count("attempt"), "Attempts under way.", Double(inFlight)),
      gauge(
        "reached_tasks", .perSecond("task"), "Tasks finished a second, in the last second.", reached),
    ]
      + (asked.map { asked in
        [
          asked.isOfUsers
            ? gauge("asked_users", .count("user"), "Users that the plan wants now.", asked.value)
            : gauge(
              "asked_arrivals", .perSecond("arrival"), "Arrivals a second that the plan wants now.",
              asked.value)
        ]
      } ?? [])
  }

  private var counts: [MetricFamily] {
    let tasks = RunStatistics.told.map { status in
      (labels.merging(["status": status.rawValue]) { $1 }, Double(statistics.count(of: status)))
    }
    let classes = failures.sorted { $0.key < $1.key }.map { name, count in
      (labels.merging(["class": name]) { $1 }, Double(count))
    }
    return [
      MetricFamily(
        name: "tasks", unit: .count("task"), help: "Tasks, warm-up included, by how they ended.",
        points: .counters(tasks)),
      counter("requests", "request", "Requests sent.", requests),
      counter("retries", "attempt", "Attempts beyond the first.", statistics.retries),
      counter("dropped_arrivals", "arrival", "Arrivals that were dropped.", dropped),
      counter("tokens", "token", "Tokens used.", statistics.tokens.total),
      MetricFamily(
        name: "failed_attempts", unit: .count("attempt"), help: "Attempts that failed, by class.",
        points: .counters(classes)),
    ]
  }

  private var latencyFamilies: [MetricFamily] {
    latencies.map { name, series in
      MetricFamily(
        name: name.rawValue, unit: .seconds, help: "\(name.title), after the warm-up.",
        points: .histograms([
          (labels.merging(["outcome": "success"]) { $1 }, series.succeeded),
          (labels.merging(["outcome": "failure"]) { $1 }, series.unsuccessful),
        ]))
    }
  }

  private func gauge(_ name: String, _ unit: MetricFamily.Unit, _ help: String, _ value: Double)
    -> MetricFamily
  {
    MetricFamily(name: name, unit: unit, help: help, points: .gauges([(labels, value)]))
  }

  private func counter(_ name: String, _ thing: String, _ help: String, _ value: Int) -> MetricFamily {
    MetricFamily(name: name, unit: .count(thing), help: help, points: .counters([(labels, Double(value))]))
  }
}

extension MetricFamily {
  /// Which program this is.
  static let build = MetricFamily(
    name: "build_info", unit: .count("build"), help: "Which floodgate this is.",
    points: .gauges([(["version": floodgateVersion, "commit": FloodgateBuild.commit ?? "unknown"], 1)]))

  /// Writes it as a family of Prometheus' text.
  func write(to text: inout PrometheusText) {
    switch points {
    case .gauges(let points):
      text.family(prometheusName, .gauge, help)
      for point in points { text.sample(point.labels, point.value) }
    case .counters(let points):
      text.family(prometheusName, .counter, help)
      for point in points { text.sample(point.labels, point.value) }
    case .histograms(let points):
      text.family(prometheusName, .histogram, help)
      for point in points { text.histogram(point.labels, point.values) }
    }
  }
}
