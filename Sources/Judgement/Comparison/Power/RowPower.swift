import RunModel
import Statistics

/// What an experiment like this could have found, and how many pairs would rule out a change that just matters: of figures that
/// decide, with the correction for how many they are, by the rule that judges them (``RowJudge``).
struct RowPower {
  let design: Comparison.Design
  let margins: Comparison.Margins
  /// Tasks of the smaller side.
  let tasks: Int
  let success: SuccessComparer

  /// Four of five tries.
  static let power = 0.8

  /// Of the figures that decide together; the others have none. The pairs that tell all of them.
  func add(to rows: inout [Comparison.Row]) -> Int? {
    let deciding = rows.indices.filter {
      rows[$0].isPrimary && rows[$0].p != nil && rows[$0].standardError != nil
    }
    let figures = deciding.map { figure(rows[$0], among: deciding.map { rows[$0] }) }
    for (index, figure) in zip(deciding, figures) {
      rows[index].smallestDetectable = figure.smallestDetectable
      if isAssumed { continue }
      (rows[index].runsNeeded, rows[index].needed) = needed(figure)
    }
    if isAssumed || figures.isEmpty { return nil }
    return pairs { Self.told(figures, by: $0) }.map { $0 * each }
  }

  /// Of the nodes that decide.
  func add(to tables: inout [Comparison.Table]) {
    for table in tables.indices where tables[table].kind == "node" {
      tables[table].groups.withRows { _ = add(to: &$0) }
    }
  }

  /// The chance that so many tell all figures. The figure that needs most was mostly found to be noisier than it is, and so was any other
  /// that comes near to it: of these each counts with as little noise as it may well have.
  private static func told(_ figures: [any FigurePower], by count: Int) -> Double {
    let chances = figures.map { $0.told(by: count) }
    guard let least = chances.indices.min(by: { chances[$0] < chances[$1] }) else { return 0 }
    return figures.indices.reduce(chances[least]) {
      $1 == least ? $0 : $0 * figures[$1].toldAtBest(by: count)
    }
  }

  private func needed(_ figure: any FigurePower) -> (runs: Int?, words: String) {
    let runs = pairs { figure.told(by: $0) }
    if figure is SharePower {
      let needed = Double(tasks) * Double(runs ?? Self.most) / Double(figure.count)
      let words = "\(Figures.count(Int(needed.rounded(.up).wholeClamped))) tasks a side"
      return (runs.map { $0 * each }, runs == nil ? "more than \(words)" : words)
    }
    return (
      runs.map { $0 * each },
      runs.map { "\($0 * each) \(unit)" } ?? "more than \(Figures.count(Self.most)) \(unit)"
    )
  }

  /// The number whose chance comes nearest to four in five, at least two; `nil` when ten thousand are not enough.
  private func pairs(where chance: (Int) -> Double) -> Int? {
    var (low, high) = (1, 2)
    while chance(high) < Self.power {
      if high >= Self.most { return nil }
      (low, high) = (high, min(high * 2, Self.most))
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if chance(middle) < Self.power { low = middle } else { high = middle }
    }
    return low > 1 && Self.power - chance(low) < chance(high) - Self.power ? low : high
  }

  private static let most = 10_000

  private func figure(_ row: Comparison.Row, among others: [Comparison.Row]) -> any FigurePower {
    let level = Self.level(row, others)
    let effect = row.effect ?? Effect(estimate: 0, standardError: 0)
    if row.unit == .share { return SharePower(success, effect, design, margins, level: level) }
    return RatioPower(
      effect, design, margin: NaturalLogarithm.of(1 + margins.latency), isStrict: margins.isStrict,
      level: level)
  }

  /// Holm's first step is the level of a figure that changes alone; where all latencies change alike, those that are known more
  /// exactly went before it. In between, so that either is off by little.
  private static func level(_ row: Comparison.Row, _ family: [Comparison.Row]) -> Double {
    let all = Double(family.count)
    guard row.unit != .share, let own = row.standardError else { return RowJudge.level / all }
    let before = family.count { $0.unit != .share && $0.name != row.name && ($0.standardError ?? own) < own }
    return RowJudge.level / (all * (all - Double(before))).squareRoot()
  }

  /// Pairs of turns that are one unit.
  private var each: Int { design.turns?.pairsPerUnit ?? 1 }

  private var unit: String {
    switch design.unit {
    case .pairs: design.turns == nil ? "pairs" : "pairs of turns"
    case .runs: "runs a side"
    case .blocks, .requests: "pairs"
    }
  }

  /// A noise that was assumed says nothing of how many runs would do.
  private var isAssumed: Bool { design.assumedRunNoise != nil && design.noiseRuns == nil }
}

extension Comparison.Row {
  /// The change with its standard error: of a ratio, as a difference of logarithms.
  fileprivate var effect: Effect? {
    guard let standardError, let change else { return nil }
    return Effect(
      estimate: unit == .share ? change : NaturalLogarithm.of(1 + change), standardError: standardError,
      degrees: degrees ?? .infinity)
  }
}
