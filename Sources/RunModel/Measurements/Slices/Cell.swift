import Statistics

/// A small part of the run: one case, or one value of a parameter.
package struct Cell: Sendable, Hashable {
  /// Tasks.
  package var total = 0
  /// How many succeeded.
  package var succeeded = 0
  /// Response times of successes.
  package var latency = LatencySketch()
  /// Where the time of successes went.
  package private(set) var parts = PartTable()
  /// Its failures by class.
  package var failures: [String: Int] = [:]
  /// The case's parameters, `name=value`, as far as they are short.
  package var values: [String]

  /// Nothing yet.
  package init(values: [String] = []) { self.values = values }

  /// The most frequent failure's class.
  package var failure: FailureClass? {
    failures.min { ($1.value, $0.key) < ($0.value, $1.key) }.map { FailureClass(rawValue: $0.key) }
  }

  /// What the case asks, in short.
  package var label: String { String(values.joined(separator: ", ").prefix(120)) }

  mutating func add(_ result: TaskResult, _ parts: TimeParts?) {
    total += 1
    if result.status.isSuccess {
      succeeded += 1
      latency.record(result.totalTime.nanoseconds)
      if let parts { self.parts.record(parts) }
    } else if let failure = result.failure {
      failures[failure.rawValue, default: 0] += 1
    }
  }

  /// Adds what another part of the run holds of the same cell.
  package mutating func merge(_ other: Cell) {
    total += other.total
    succeeded += other.succeeded
    latency.merge(other.latency)
    parts.merge(other.parts)
    failures.merge(other.failures, uniquingKeysWith: +)
    if values.isEmpty { values = other.values }
  }
}

extension Cell: Codable {
  private enum CodingKeys: String, CodingKey { case total, succeeded, latency, failures, values, parts }
  /// Version 1 knew the last failure only.
  private enum OldKeys: String, CodingKey { case failure }

  /// Decodes a cell of any version.
  package init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    total = try parts.decode(Int.self, forKey: .total)
    succeeded = try parts.decode(Int.self, forKey: .succeeded)
    latency = try parts.decode(LatencySketch.self, forKey: .latency)
    failures = try parts.decode([String: Int].self, forKey: .failures)
    values = try parts.decode([String].self, forKey: .values)
    self.parts = try parts.decode(PartTable.self, forKey: .parts)
    let old = try decoder.container(keyedBy: OldKeys.self)
    if let failure = try old.decodeIfPresent(FailureClass.self, forKey: .failure) {
      failures[failure.rawValue] = total - succeeded
    }
  }
}
