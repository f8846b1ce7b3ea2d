import RunModel
import Statistics

/// Finds the trends of a scenario. Pure: the same entries give the same answer.
extension History {
  /// The share of histories without any change that are said to have one, at most.
  package static let significance = 0.05

  /// With fewer runs a change is hardly found: three runs of a new level can come about by chance.
  static let enough = 12

  /// Three runs make a level with which the fourth can be compared.
  static let leastToJudge = 4

  /// The history of one scenario. All metrics together keep the ``significance``: each is tested at its part (Bonferroni).
  package init(scenario: String, of all: [HistoryEntry], seed: UInt64 = 1) {
    let own = all.filter { $0.scenario == scenario }
    let runs = own.filter { $0.verdict != .invalid }.sorted { $0.startedAt < $1.startedAt }
    let series = HistoryMetric.allCases.compactMap { metric -> Trend? in
      let places = runs.indices.filter { runs[$0].figures[metric.rawValue] != nil }
      let figures = places.compactMap { runs[$0].figures[metric.rawValue] }
      return places.isEmpty ? nil : Trend(metric: metric, places: places, figures: figures, changes: [])
    }
    let trends = series.map { trend in
      var trend = trend
      let detector = ChangeDetector(
        significance: Self.significance / Double(series.count), leastChange: trend.metric.leastChange,
        seed: seed)
      trend.changes = detector.changes(in: trend.figures.map(\.value)).map { trend.change($0, runs) }
      let newest = NewestRuns(
        metric: trend.metric, figures: trend.figures, start: trend.changes.last?.change.index ?? 0
      ).standing(metrics: series.count)
      trend.newest = newest?.newest.map { trend.change($0, runs) }
      trend.smallestDetectable = newest?.detectable
      return trend
    }
    self.init(
      scenario: scenario, entries: runs, trends: trends,
      notes: Self.notes(runs, invalid: own.count - runs.count))
  }

  private static func notes(_ entries: [HistoryEntry], invalid: Int) -> [String] {
    var notes: [String] = []
    if invalid > 0 {
      notes.append("\(Figures.counted(invalid, "invalid run")) \(invalid == 1 ? "is" : "are") left out")
    }
    if entries.count < enough {
      notes.append(
        entries.count < leastToJudge
          ? "\(entries.count) runs are too few: the newest is judged from \(leastToJudge) on"
          : "\(entries.count) runs are few: the newest are judged, a change of level is hardly found in less than \(enough)"
      )
    }
    if Set(entries.map(\.manifest)).count > 1 {
      notes.append("the runs have different cases: a change of level may be one of the cases")
    }
    return notes
  }
}

extension History.Trend {
  fileprivate func change(_ change: LevelChange, _ runs: [HistoryEntry]) -> History.Change {
    History.Change(
      change: change, lastBefore: runs[places[change.index - 1]].build,
      firstAfter: runs[places[change.index]].build,
      isWorse: (change.after > change.before) == metric.largerIsWorse)
  }
}
