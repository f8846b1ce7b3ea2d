import Statistics

/// The trends of a scenario over its runs. Pure: the same entries give the same answer.
public struct History: Sendable, Codable {
  /// A change of level, and the builds between which it came.
  public struct Change: Sendable, Hashable, Codable {
    /// Where, and from which level to which.
    public var change: LevelChange
    /// The last build before it.
    public var lastBefore: String
    /// The first build after it.
    public var firstAfter: String
    /// Whether it is for the worse.
    public var isWorse: Bool
  }

  /// The course of one metric.
  public struct Trend: Sendable, Codable {
    /// Which.
    public var metric: HistoryMetric
    /// Positions in ``History/entries`` of the runs that have it.
    public var places: [Int]
    /// Its values.
    public var figures: [HistoryEntry.Figure]
    /// Where its level changes; positions are those in ``figures``.
    public var changes: [Change]

    /// Whether the newest level is worse than the one before.
    public var isWorse: Bool { changes.last?.isWorse ?? false }
  }

  /// The scenario's name.
  public var scenario: String
  /// Its runs, oldest first; invalid ones are left out.
  public var entries: [HistoryEntry]
  /// The trends of those metrics that at least one run has.
  public var trends: [Trend]
  /// What a reader should know.
  public var notes: [String]

  /// Whether the newest level of any metric is worse than the one before.
  public var isWorse: Bool { trends.contains(where: \.isWorse) }

  /// The share of histories without any change that are said to have one, at most.
  public static let significance = 0.05

  /// With fewer runs a change is hardly found: three runs of a new level can come about by chance.
  static let enough = 12

  /// The history of one scenario. All metrics together keep the ``significance``: each is tested at its part (Bonferroni).
  public init(scenario: String, of all: [HistoryEntry], seed: UInt64 = 1) {
    self.scenario = scenario
    let own = all.filter { $0.scenario == scenario }
    entries = own.filter { $0.verdict != .invalid }.sorted { $0.startedAt < $1.startedAt }
    notes = Self.notes(entries, invalid: own.count - entries.count)
    trends = []
    let runs = entries
    let series = HistoryMetric.allCases.compactMap { metric -> Trend? in
      let places = runs.indices.filter { runs[$0].figures[metric.rawValue] != nil }
      let figures = places.compactMap { runs[$0].figures[metric.rawValue] }
      return places.isEmpty ? nil : Trend(metric: metric, places: places, figures: figures, changes: [])
    }
    trends = series.map { trend in
      var trend = trend
      let detector = ChangeDetector(
        significance: Self.significance / Double(series.count), leastChange: trend.metric.leastChange,
        seed: seed)
      trend.changes = detector.changes(in: trend.figures.map(\.value)).map { change in
        Change(
          change: change, lastBefore: runs[trend.places[change.index - 1]].build,
          firstAfter: runs[trend.places[change.index]].build,
          isWorse: (change.after > change.before) == trend.metric.largerIsWorse)
      }
      return trend
    }
  }

  private static func notes(_ entries: [HistoryEntry], invalid: Int) -> [String] {
    var notes: [String] = []
    if invalid > 0 { notes.append("\(invalid) invalid runs are left out") }
    if entries.count < enough {
      notes.append("\(entries.count) runs are few: a change is hardly found in less than \(enough)")
    }
    if Set(entries.map(\.manifest)).count > 1 {
      notes.append("the runs have different cases: a change of level may be one of the cases")
    }
    return notes
  }
}
