import RunModel
import Statistics

/// Judges the newest runs of a metric against its recent level: ratios as differences of logarithms.
struct NewestRuns {
  let metric: HistoryMetric
  let figures: [HistoryEntry.Figure]
  /// The first figure of the newest level.
  let start: Int

  /// The most that is wrongly called worse, over all metrics.
  static let significance = 0.01

  /// The standing, in the metric's own unit; changes that do not matter are none. `nil` when there are too few runs.
  func standing(metrics: Int) -> (newest: LevelChange?, detectable: Double)? {
    let level = RecentLevel(
      significance: Self.significance / Double(metrics), prior: isRelative ? 0.05 : 0.005)
    let recent = figures[start...].map { scaled($0.value) }
    guard let found = level.standing(Array(recent), floor: floor) else { return nil }
    let change = LevelChange(
      index: start + found.index, before: unscaled(found.before), after: unscaled(found.after),
      probability: found.p)
    let detectable = isRelative ? NaturalLogarithm.inverse(found.detectable) - 1 : found.detectable
    return (found.isShown && matters(change) ? change : nil, detectable)
  }

  private var isRelative: Bool { if case .relative = metric.leastChange { true } else { false } }

  private func scaled(_ value: Double) -> Double {
    isRelative ? NaturalLogarithm.of(max(value, 1e-12)) : value
  }
  private func unscaled(_ value: Double) -> Double { isRelative ? NaturalLogarithm.inverse(value) : value }

  /// The noise that the runs' own samples have: a quarter of a 95 % interval.
  private var floor: Double {
    let widths = figures[start...].compactMap { figure -> Double? in
      guard let low = figure.low, let high = figure.high, !isRelative || low > 0 else { return nil }
      return (scaled(high) - scaled(low)) / 4
    }
    return widths.isEmpty ? 0 : widths.reduce(0, +) / Double(widths.count)
  }

  private func matters(_ change: LevelChange) -> Bool {
    switch metric.leastChange {
    case .relative(let share): abs(change.after / change.before - 1) >= share
    case .absolute(let difference): abs(change.after - change.before) >= difference
    }
  }
}
