import Statistics

/// What an empty workflow took before, beside and after the load.
package struct BaselineReport: Sendable, Hashable, Codable {
  /// When it was run.
  package enum Phase: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case before, beside, after
  }

  /// Its runs of one phase.
  package struct Part: Sendable, Hashable, Codable {
    /// Runs that were begun.
    package var asked = 0
    /// Runs that did not succeed.
    package var failed = 0
    /// From the planned start to the close, of those that succeeded, nanoseconds.
    package var total = Histogram()
    /// The server's own time, nanoseconds.
    package var server = Histogram()
    /// Seconds that the phase took.
    package var seconds = 0.0

    package init() {}

    mutating func merge(_ other: Part) {
      asked += other.asked
      failed += other.failed
      total.merge(other.total)
      server.merge(other.server)
      seconds = max(seconds, other.seconds)
    }
  }

  /// A run beside the load.
  package struct Point: Sendable, Hashable, Codable {
    /// Seconds since the load's begin.
    package var at: Double
    /// What it took, seconds; `nil` when it did not succeed.
    package var took: Double?

    package init(at: Double, took: Double?) { (self.at, self.took) = (at, took) }
  }

  /// By phase.
  package private(set) var parts: [Phase: Part] = [:]
  /// The runs beside the load, in order; the first ``limit``.
  package private(set) var points: [Point] = []
  /// Why a run did not succeed, once.
  package private(set) var problem: String?

  package static let limit = 2000

  /// Nothing yet.
  package init() {}

  package subscript(phase: Phase) -> Part { parts[phase] ?? Part() }

  /// Something went wrong; the first that did is told.
  package mutating func fail(_ reason: String) { problem = problem ?? reason }

  /// Takes a run.
  package mutating func record(_ result: TaskResult, _ phase: Phase) {
    guard let attempt = result.attempts.last else { return }
    var part = self[phase]
    part.asked += 1
    let took = attempt.responseTime.nanoseconds
    if result.status.isSuccess {
      part.total.record(took)
      if let elapsed = attempt.exchanges.last?.serverElapsed { part.server.record(elapsed.nanoseconds) }
    } else {
      part.failed += 1
      if let reason = attempt.message ?? attempt.failure?.rawValue { fail(reason) }
    }
    part.seconds = max(part.seconds, Double(result.finished.nanoseconds) / 1e9)
    parts[phase] = part
    guard phase == .beside, points.count < Self.limit else { return }
    points.append(
      Point(
        at: Double(result.intendedStart.nanoseconds) / 1e9,
        took: result.status.isSuccess ? Double(took) / 1e9 : nil))
  }

  /// Adds that of another part of the run.
  package mutating func merge(_ other: BaselineReport) {
    parts.merge(other.parts) { left, right in
      var sum = left
      sum.merge(right)
      return sum
    }
    points = Array((points + other.points).sorted { $0.at < $1.at }.prefix(Self.limit))
    problem = problem ?? other.problem
  }
}
