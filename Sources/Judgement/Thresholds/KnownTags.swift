import RunModel

/// The tags that a run can have, so that a slip in a threshold is found before any load. Nodes are not known then.
package struct KnownTags: Sendable {
  /// Values by tag; more than so many of a tag are not looked at.
  private var values: [String: Set<String>] = [:]
  /// Combinations that were kept; `nil` when any may be.
  private var combinations: Set<[String: String]>?
  /// Whether there is a plan of arrivals, which can be reached or not.
  private var hasArrivals = true
  private static let limit = 10_000

  /// Of a manifest that is still to be run. Its cases are added one by one.
  package init(_ header: ManifestHeader) {
    hasArrivals = header.arrivalRules != nil
    for scenario in header.scenarios { insert("scenario", scenario.name) }
  }

  /// Of a run that is over: what its report holds.
  package init(_ measurements: RunMeasurements) {
    for name in measurements.scenarios.keys { insert("scenario", name) }
    for name in measurements.variants.keys { insert("variant", name) }
    for tag in measurements.tags.keys {
      let parts = tag.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 { insert(parts[0], parts[1]) }
    }
    combinations = Set((measurements.selections ?? []).map(\.tags))
  }

  /// Takes what a case has.
  package mutating func add(_ testCase: TestCase) {
    insert("scenario", testCase.scenario)
    if let variant = testCase.variant { insert("variant", variant) }
    for (name, value) in testCase.tags { insert(name, value) }
  }

  private mutating func insert(_ name: String, _ value: String) {
    if values[name, default: []].count < Self.limit { values[name, default: []].insert(value) }
  }

  /// What is wrong with a metric's tags, if anything.
  func problem(with metric: ThresholdMetric) -> (message: String, suggestion: String?)? {
    if metric.name == ReachedLoad.metric, !hasArrivals {
      return ("'\(metric.name)' needs one load of arrivals (load: {model: open, ...})", nil)
    }
    for (name, value) in metric.tags.sorted(by: { $0.key < $1.key })
    where !["node", "turn", "call"].contains(name) {
      guard let known = values[name] else {
        let names = (Set(values.keys).union(["node", "turn", "call"])).sorted()
        return (
          "no case has the tag '\(name)'; known are \(names.joined(separator: ", "))",
          NearestWord.find(name, in: names)
        )
      }
      if !known.contains(value), known.count < Self.limit {
        let some = known.sorted().prefix(8).joined(separator: ", ")
        return (
          "no case has '\(value)' as its \(name); known are \(some)", NearestWord.find(value, in: known)
        )
      }
    }
    if let combinations, metric.tags.count > 1, !combinations.contains(metric.tags) {
      return (
        "several tags at once are kept only when the run's own thresholds name them; this report has not kept '\(metric)'",
        nil
      )
    }
    return nil
  }
}
