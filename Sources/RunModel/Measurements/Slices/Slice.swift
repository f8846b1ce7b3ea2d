import Statistics

/// A part of the run: a scenario, a variant, a tag, a node. Response times and times to first text are kept to
/// 0.1 %, the other latencies as sketches, so that hundreds of slices stay small.
package struct Slice: Sendable, Hashable {
  /// What is counted of its tasks (for nodes: of their executions).
  package private(set) var tally = Tally()
  /// Response times of successes (for nodes: the server's own times).
  package private(set) var latency = Histogram()
  /// Times to first text of successes.
  package private(set) var firstText = Histogram()
  /// The other latencies of successes.
  package private(set) var others = SketchTable()
  /// How long attempts had waited when a limit or a stop cut them.
  package private(set) var censored = SketchTable()
  /// Where the time of successes went.
  package private(set) var parts = PartTable()

  /// Nothing yet.
  package init() {}

  /// Tasks (or, for nodes, executions).
  package var total: Int { tally.statistics.total }
  /// How many succeeded.
  package var succeeded: Int { tally.statistics.succeeded }
  /// Tokens used.
  package var tokens: Int { tally.statistics.tokens.total }
  /// How often tasks (or executions of a node) were tried again.
  package var retries: Int { tally.statistics.retries }
  /// What it cost.
  package var cost: Price { tally.statistics.cost }

  /// A latency of its tasks.
  package func sample(_ name: MetricName) -> CensoredSample {
    let observed =
      switch name {
      case .responseTime: latency
      case .timeToFirstText: firstText
      default: Histogram(others[name])
      }
    return CensoredSample(observed: observed, censored: Histogram(censored[name]))
  }

  mutating func add(_ result: TaskResult, _ tally: Tally, _ parts: TimeParts?) {
    self.tally.merge(tally)
    if let parts { self.parts.record(parts) }
    result.forEachReading { name, nanoseconds, kind in
      switch (kind, name) {
      case (.unsuccessful, _): break
      case (.censored, _): censored.record(name, nanoseconds)
      case (.succeeded, .responseTime): latency.record(nanoseconds)
      case (.succeeded, .timeToFirstText): firstText.record(nanoseconds)
      case (.succeeded, _): others.record(name, nanoseconds)
      }
    }
  }

  mutating func add(_ node: NodeSpan) {
    tally.statistics.add(node)
    latency.record(node.elapsed.nanoseconds)
  }

  mutating func merge(_ other: Slice) {
    tally.merge(other.tally)
    latency.merge(other.latency)
    firstText.merge(other.firstText)
    others.merge(other.others)
    censored.merge(other.censored)
    parts.merge(other.parts)
  }
}

extension Slice: Codable {
  private enum CodingKeys: String, CodingKey {
    case tally, latency, firstText, others, censored, parts
    /// Of the first reports, which had no tally.
    case total, succeeded, tokens, cost
  }

  /// Decodes; the first reports held two latencies and four counts.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    latency = try values.decode(Histogram.self, forKey: .latency)
    firstText = try values.decode(Histogram.self, forKey: .firstText)
    others = try values.decodeIfPresent(SketchTable.self, forKey: .others) ?? SketchTable()
    censored = try values.decodeIfPresent(SketchTable.self, forKey: .censored) ?? SketchTable()
    parts = try values.decode(PartTable.self, forKey: .parts)
    if let tally = try values.decodeIfPresent(Tally.self, forKey: .tally) {
      self.tally = tally
    } else {
      tally.statistics.add(
        executions: try values.decode(Int.self, forKey: .total),
        succeeded: try values.decode(Int.self, forKey: .succeeded),
        tokens: try values.decode(Int.self, forKey: .tokens),
        cost: try values.decode(Price.self, forKey: .cost))
    }
  }

  /// Encodes.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(tally, forKey: .tally)
    try values.encode(latency, forKey: .latency)
    try values.encode(firstText, forKey: .firstText)
    try values.encode(others, forKey: .others)
    try values.encode(censored, forKey: .censored)
    if parts.count > 0 { try values.encode(parts, forKey: .parts) }
  }
}
