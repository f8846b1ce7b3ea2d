import Statistics

/// A part of the run that was named before it began, by one tag or several: all of it is kept to full precision.
/// Thresholds name theirs.
package struct Selection: Sendable, Hashable, Codable {
  /// The tags that a task must have, by name; beside the cases' own there are `scenario` and `variant`. With
  /// `node` it holds that node's executions in those tasks.
  package let tags: [String: String]
  /// What is counted of it.
  package private(set) var tally = Tally()
  /// Its latencies.
  package private(set) var metrics = MetricTable()
  /// Its course over time, when that was asked for.
  package private(set) var windows: TimeWindows?

  /// A selection of nothing so far; with `windows` its course over time is kept too.
  package init(tags: [String: String], windows: Bool = false) {
    self.tags = tags
    self.windows = windows ? TimeWindows() : nil
  }

  private func holds(_ result: TaskResult) -> Bool {
    for (name, value) in tags where name != "node" {
      let own =
        switch name {
        case "scenario": result.scenario
        case "variant": result.variant
        default: result.tags[name]
        }
      if own != value { return false }
    }
    return true
  }

  mutating func record(_ result: TaskResult, _ tally: Tally) {
    guard holds(result) else { return }
    if let node = tags["node"] { return record(node, of: result) }
    self.tally.merge(tally)
    result.forEachReading { metrics.record($0, $1, $2) }
    windows?.record(result)
  }

  private mutating func record(_ name: String, of result: TaskResult) {
    for attempt in result.attempts {
      for exchange in attempt.exchanges {
        for node in exchange.nodes where node.isNamed(name) {
          tally.statistics.add(node)
          metrics.record(.serverElapsed, node.elapsed.nanoseconds, .succeeded)
        }
      }
    }
  }

  mutating func merge(_ other: Selection) {
    tally.merge(other.tally)
    metrics.merge(other.metrics)
    if let more = other.windows { windows?.merge(more) }
  }
}

extension NodeSpan {
  /// Whether a threshold means it: by its title, or by title and type.
  func isNamed(_ name: String) -> Bool { title == name || label == name }
}
