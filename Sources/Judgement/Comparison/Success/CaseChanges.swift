import RunModel
import Statistics

/// Cases that fail more often on one side than on the other: those of which it is shown. Of many cases with few tries
/// some always fail on one side only, by chance. So a case is listed when its two sides differ (Fisher's exact test, one
/// side, 5 %), and when it fails more often than tasks of that side do all in all (binomial test, adjusted by Benjamini and Hochberg
/// over all cases).
struct CaseChanges {
  /// The most that are listed.
  static let limit = 100

  /// Cases that surely fail more often on the second side, the clearest first.
  let failing: [Comparison.ChangedCase]
  /// Cases that surely fail more often on the first side.
  let succeeding: [Comparison.ChangedCase]
  /// What is to be said of those that are not listed.
  let note: String?

  init(_ first: [ReportDocument], _ second: [ReportDocument]) {
    let (before, after) = (Self.cells(first), Self.cells(second))
    let overall = (first: Self.failing(before.values), second: Self.failing(after.values))
    let cases = before.compactMap { id, cell in after[id].flatMap { Case(id, cell, $0, overall) } }
      .sorted { ($0.p, $0.changed.id) < ($1.p, $1.changed.id) }
    let adjusted = MultipleTesting.benjaminiHochberg(cases.map(\.p))
    let shown = zip(cases, adjusted).filter { $1 < RowJudge.level && $0.differs }.map(\.0)
    failing = shown.filter { $0.change < 0 }.prefix(Self.limit).map(\.changed)
    succeeding = shown.filter { $0.change > 0 }.prefix(Self.limit).map(\.changed)
    note = Self.note(cases, shown: shown.count)
  }

  private struct Case {
    let changed: Comparison.ChangedCase
    let change: Double
    /// Of failing so often, when its tasks are like all others of that side.
    let p: Double
    /// Whether the sides differ, beside all other cases.
    let differs: Bool
    /// Whether it failed on one side only.
    let isOneSided: Bool

    init?(
      _ id: String, _ first: Cell, _ second: Cell, _ overall: (first: Double, second: Double)
    ) {
      guard let before = Proportion(successes: first.succeeded, trials: first.total),
        let after = Proportion(successes: second.succeeded, trials: second.total)
      else { return nil }
      let (failed, fails) = (first.total - first.succeeded, second.total - second.succeeded)
      change = after.estimate - before.estimate
      differs = FisherTest.pValue(before, after) <= 2 * RowJudge.level
      let worse = change < 0 ? after : before
      p = BetaFunction.binomialCumulative(
        worse.successes, trials: worse.trials, probability: 1 - (change < 0 ? overall.second : overall.first))
      isOneSided = (failed == 0) != (fails == 0)
      changed = Comparison.ChangedCase(
        id: id, label: second.label.isEmpty ? first.label : second.label,
        failure: (change < 0 ? second : first).failure?.rawValue,
        failed: [failed, fails], tasks: [first.total, second.total])
    }
  }

  private static func note(_ cases: [Case], shown: Int) -> String? {
    let oneSided = cases.filter(\.isOneSided)
    if oneSided.count <= shown { return nil }
    let second = oneSided.count { $0.change < 0 }
    return
      "of \(Figures.count(cases.count)) cases \(Figures.count(second)) failed only on the second side and \(Figures.count(oneSided.count - second)) only on the first; listed are those that surely fail more often, which so few tries show of \(shown == 0 ? "none" : Figures.count(shown))"
  }

  /// The share of a side's tasks that fails.
  private static func failing(_ cells: some Collection<Cell>) -> Double {
    let total = cells.reduce(0) { $0 + $1.total }
    let succeeded = cells.reduce(0) { $0 + $1.succeeded }
    return Double(total - succeeded) / Double(max(1, total))
  }

  private static func cells(_ reports: [ReportDocument]) -> [String: Cell] {
    reports.reduce(into: [:]) { cells, report in
      for (id, cell) in report.measurements.cases {
        cells[id, default: Cell(values: cell.values)].merge(cell)
      }
    }
  }
}
