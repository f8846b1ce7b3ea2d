import Statistics

/// Figures of the calls that go with requests, after the warm-up.
package struct CallTable: Sendable, Hashable, Codable {
  /// One kind of call.
  package struct Row: Sendable, Hashable, Codable {
    /// How often it was made.
    package var asked = 0
    /// How often it failed, by class.
    package var failures: [String: Int] = [:]
    /// How long it took where it did not fail, nanoseconds.
    package var took = Histogram()

    package init() {}

    package var failed: Int { failures.values.reduce(0, +) }

    mutating func add(_ call: CallRecord) {
      asked += 1
      if let failure = call.failure {
        failures[failure.rawValue, default: 0] += 1
      } else {
        took.record(call.took)
      }
    }

    mutating func merge(_ other: Row) {
      asked += other.asked
      failures.merge(other.failures, uniquingKeysWith: +)
      took.merge(other.took)
    }
  }

  /// By name.
  package private(set) var rows: [String: Row] = [:]

  /// Nothing yet.
  package init() {}

  /// Takes the calls of a result.
  package mutating func record(_ result: TaskResult) {
    for attempt in result.attempts {
      for exchange in attempt.exchanges {
        guard let calls = exchange.calls else { continue }
        for call in calls { rows[call.name.rawValue, default: Row()].add(call) }
      }
    }
  }

  /// Adds another part of the run.
  package mutating func merge(_ other: CallTable) {
    for (name, row) in other.rows { rows[name, default: Row()].merge(row) }
  }
}

extension CallTable.Row {
  /// As thresholds count it.
  package var tally: Tally { Tally(executions: asked, succeeded: asked - failed) }
}

extension TurnTable.Row {
  /// As thresholds count it.
  package var tally: Tally {
    Tally(executions: asked, succeeded: asked - failed, tokens: tokens.total)
  }
}

extension Tally {
  /// Of executions of which no more is known.
  init(executions: Int, succeeded: Int, tokens: Int = 0) {
    self.init()
    statistics.add(executions: executions, succeeded: succeeded, tokens: tokens, cost: .zero)
  }
}
