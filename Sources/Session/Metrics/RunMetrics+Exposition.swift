import Report
import RunModel

extension RunMetrics {
  /// Writes its families. Names are those of `report --format prometheus` where they mean the same.
  func write(to text: inout PrometheusText) {
    text.family("floodgate_run_info", .gauge, "The run under way, or the one that has just ended.")
    text.sample(["scenario": name, "run": run, "phase": phase.rawValue], 1)
    text.families(.gauge, labels, levels)
    counts(&text)
    for (name, series) in latencies {
      text.family("floodgate_\(name.rawValue)_seconds", .histogram, "\(name.title), after the warm-up.")
      text.histogram(labels.merging(["outcome": "success"]) { $1 }, series.succeeded)
      text.histogram(labels.merging(["outcome": "failure"]) { $1 }, series.unsuccessful)
    }
  }

  private var labels: [String: String] { ["scenario": name] }

  private var levels: [(name: String, help: String, value: Double)] {
    [
      ("elapsed_seconds", "Seconds since the run's start.", elapsed),
      ("in_flight", "Attempts under way.", Double(inFlight)),
      ("reached_tasks_per_second", "Tasks finished a second, in the last second.", reached),
    ]
      + (asked.map { asked in
        [
          asked.isOfUsers
            ? ("asked_users", "Users that the plan wants now.", asked.value)
            : ("asked_arrivals_per_second", "Arrivals a second that the plan wants now.", asked.value)
        ]
      } ?? [])
  }

  private func counts(_ text: inout PrometheusText) {
    text.tasks(labels, statistics, help: "Tasks, warm-up included, by how they ended.")
    text.families(
      .counter, labels,
      [
        ("requests_total", "Requests sent.", Double(requests)),
        ("retries_total", "Attempts beyond the first.", Double(statistics.retries)),
        ("dropped_arrivals_total", "Arrivals that were dropped.", Double(dropped)),
        ("tokens_total", "Tokens used.", Double(statistics.tokens.total)),
      ])
    text.family("floodgate_failed_attempts_total", .counter, "Attempts that failed, by class.")
    for (name, count) in failures.sorted(by: { $0.key < $1.key }) {
      text.sample(labels.merging(["class": name]) { $1 }, Double(count))
    }
  }
}
