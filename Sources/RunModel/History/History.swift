import Statistics

/// The trends of a scenario over its runs.
package struct History: Sendable, Codable {
  /// A change of level, and the builds between which it came.
  package struct Change: Sendable, Hashable, Codable {
    /// Where, and from which level to which.
    package var change: LevelChange
    /// The last build before it.
    package var lastBefore: String
    /// The first build after it.
    package var firstAfter: String
    /// Whether it is for the worse.
    package var isWorse: Bool

    package init(change: LevelChange, lastBefore: String, firstAfter: String, isWorse: Bool) {
      self.change = change
      self.lastBefore = lastBefore
      self.firstAfter = firstAfter
      self.isWorse = isWorse
    }
  }

  /// The course of one metric.
  package struct Trend: Sendable, Codable {
    /// Which.
    package var metric: HistoryMetric
    /// Positions in ``History/entries`` of the runs that have it.
    package var places: [Int]
    /// Its values.
    package var figures: [HistoryEntry.Figure]
    /// Where its level changes; positions are those in ``figures``.
    package var changes: [Change]

    /// The newest runs, when they lie beyond the level of those before them.
    package var newest: Change?
    /// The smallest change of a new run that is found in four of five histories like this: a share, or points of the
    /// success rate; `nil` with too few runs.
    package var smallestDetectable: Double?

    package init(metric: HistoryMetric, places: [Int], figures: [HistoryEntry.Figure], changes: [Change]) {
      self.metric = metric
      self.places = places
      self.figures = figures
      self.changes = changes
    }

    /// Whether the newest level is worse than the one before, or the newest runs worse than their level.
    package var isWorse: Bool { (changes.last?.isWorse ?? false) || (newest?.isWorse ?? false) }

    /// Whether the newest run would be seen to be worse if it were by half, or by ten points of the success rate.
    package var canTell: Bool {
      smallestDetectable.map { $0 <= (metric == .successRate ? 0.1 : 0.5) } ?? false
    }
  }

  /// The scenario's name.
  package var scenario: String
  /// Its runs, oldest first; invalid ones are left out.
  package var entries: [HistoryEntry]
  /// The trends of those metrics that at least one run has.
  package var trends: [Trend]
  /// What a reader should know.
  package var notes: [String]

  package init(scenario: String, entries: [HistoryEntry], trends: [Trend], notes: [String]) {
    self.scenario = scenario
    self.entries = entries
    self.trends = trends
    self.notes = notes
  }

  /// Whether the newest level of any metric is worse than the one before.
  package var isWorse: Bool { trends.contains(where: \.isWorse) }

  /// Metrics of which nobody can know whether the newest run is worse.
  package var unknown: [HistoryMetric] {
    trends.filter { !$0.isWorse && !($0.canTell && $0.places.last == entries.count - 1) }.map(\.metric)
  }
}
