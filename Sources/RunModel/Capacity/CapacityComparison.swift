import Statistics

/// Two builds compared by what they hold: one search for a capacity or several a side. A versioned document.
package struct CapacityComparison: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// A side of it.
  package struct Side: Sendable, Hashable, Codable {
    /// The searches' folders, or when they began.
    package var searches: [String]
    /// What each found, in words.
    package var capacities: [String]
    /// What they found together, in the load's unit.
    package var capacity: Double
    /// Every step of all of them.
    package var steps: [CapacityStep]
    /// Where the load went.
    package var targets: [String]

    package init(
      searches: [String], capacities: [String], capacity: Double, steps: [CapacityStep], targets: [String]
    ) {
      (self.searches, self.capacities, self.capacity) = (searches, capacities, capacity)
      (self.steps, self.targets) = (steps, targets)
    }
  }

  /// How a figure changed over the loads that both sides made.
  package struct Curve: Sendable, Hashable, Codable {
    /// As thresholds spell it, or `throughput`.
    package var figure: String
    /// The second side's by the first's, on average over the loads.
    package var ratio: Double
    /// Its 95 % interval; `nil` with fewer than three loads.
    package var interval: Interval?
    /// The loads, and the figure on both sides.
    package var points: [Point]

    package init(figure: String, ratio: Double, interval: Interval?, points: [Point]) {
      (self.figure, self.ratio, self.interval, self.points) = (figure, ratio, interval, points)
    }
  }

  /// A load that both sides made.
  package struct Point: Sendable, Hashable, Codable {
    /// The load.
    package var load: Double
    /// The figure of the first side.
    package var first: Double
    /// The figure of the second side.
    package var second: Double

    package init(load: Double, first: Double, second: Double) {
      (self.load, self.first, self.second) = (load, first, second)
    }
  }

  /// Version of the format.
  package var schemaVersion = CapacityComparison.currentVersion
  /// The scenario's name.
  package var name: String
  /// What the loads are numbers of.
  package var over: CapacityPlan.Unit
  /// What it comes to.
  package var outcome: Comparison.Outcome
  /// What is compared with.
  package var first: Side
  /// What is judged.
  package var second: Side
  /// The second capacity by the first; `nil` when one is not known.
  package var ratio: Double?
  /// Its 95 % interval; an end that is not known is `nil`.
  package var low: Double?
  /// The upper end.
  package var high: Double?
  /// A change of the capacity that does not matter, as a share.
  package var margin: Double
  /// The curves, at the loads that both made.
  package var curves: [Curve]
  /// What was looked for on both sides.
  package var objective: [String]
  /// What makes the sides no pair; empty when nothing does.
  package var problems: [String]
  /// What a reader should know.
  package var notes: [String]

  package init(
    name: String, over: CapacityPlan.Unit, outcome: Comparison.Outcome, first: Side, second: Side,
    margin: Double, curves: [Curve], objective: [String], problems: [String], notes: [String]
  ) {
    (self.name, self.over, self.outcome, self.first, self.second) = (name, over, outcome, first, second)
    (self.margin, self.curves, self.objective) = (margin, curves, objective)
    (self.problems, self.notes) = (problems, notes)
  }
}
