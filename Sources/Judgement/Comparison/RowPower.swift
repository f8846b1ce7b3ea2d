import RunModel
import Statistics

/// What an experiment like this could have found, and what would rule out a change that just matters: of figures that
/// decide, with the correction for how many they are.
struct RowPower {
  let design: Comparison.Design
  let margins: Comparison.Margins
  /// Tasks of the smaller side.
  let tasks: Int

  /// Four of five tries.
  static let power = 0.8

  /// Of the figures that decide together; the others have none.
  func add(to rows: inout [Comparison.Row]) {
    let family = rows.count { $0.isPrimary && $0.p != nil }
    for index in rows.indices {
      guard rows[index].isPrimary, let effect = rows[index].effect else { continue }
      if rows[index].unit == .share {
        share(&rows[index], effect, family)
      } else {
        ratio(&rows[index], effect, family)
      }
    }
  }

  /// Of the nodes that decide.
  func add(to tables: inout [Comparison.Table]) {
    for table in tables.indices where tables[table].kind == "node" {
      tables[table].groups.withRows { add(to: &$0) }
    }
  }

  private func ratio(_ row: inout Comparison.Row, _ effect: Effect, _ family: Int) {
    let margin = NaturalLogarithm.of(1 + margins.latency)
    row.smallestDetectable = NaturalLogarithm.inverse(detectable(effect, margin, family)) - 1
    let (count, degrees, unit): (Int, Double, String) =
      switch design.unit {
      case .pairs: (design.first, 1, design.turns == nil ? "pairs" : "pairs of turns")
      case .runs: (min(design.first, design.second), 2, "runs a side")
      case .blocks, .requests: (1, 1, "pairs")
      }
    if isAssumed { return }
    row.runsNeeded = effect.observationsNeeded(
      toDetect: margin, from: count, degreesPerObservation: degrees, power: Self.each(family),
      powerDegrees: effect.degrees
    ).map { $0 * (design.turns?.pairsPerUnit ?? 1) }
    row.needed = row.runsNeeded.map { "\($0) \(unit)" } ?? "more than 10 000 \(unit)"
  }

  private func share(_ row: inout Comparison.Row, _ effect: Effect, _ family: Int) {
    row.smallestDetectable = detectable(effect, margins.success, family)
    if isAssumed { return }
    let ruled = effect.smallestDetectable(power: Self.each(family)) / max(margins.success, 1e-6)
    guard ruled > 0 else { return }
    let needed = min(1e12, (Double(tasks) * ruled * ruled).rounded(.up))
    row.needed = "\(Figures.count(Int(needed))) tasks a side"
    let runs = Double(design.turns?.pairs ?? min(design.hasRuns ? design.first : 1, 200))
    row.runsNeeded = Int((needed * runs / Double(max(1, tasks))).rounded(.up).wholeClamped)
  }

  /// A noise that was assumed says nothing of how many runs would do.
  private var isAssumed: Bool { design.assumedRunNoise != nil && design.noiseRuns == nil }

  /// Shown in spite of Holm's first step, and not surely less than the margin.
  private func detectable(_ effect: Effect, _ margin: Double, _ family: Int) -> Double {
    let shown = effect.smallestDetectable(alpha: RowJudge.level / Double(max(1, family)), power: Self.power)
    let surelyLess =
      Effect.limit(level: RowJudge.ceilingLevel, degrees: effect.degrees) * effect.standardError
    return max(shown, margin - surelyLess + effect.smallestDetectable(alpha: 1, power: Self.power))
  }

  /// What each of so many figures needs, that all of them are told in four of five tries.
  private static func each(_ family: Int) -> Double {
    NaturalLogarithm.inverse(NaturalLogarithm.of(power) / Double(max(1, family)))
  }
}

extension Comparison.Row {
  /// The change with its standard error: of a ratio, as a difference of logarithms.
  var effect: Effect? {
    guard let standardError, let change else { return nil }
    return Effect(
      estimate: unit == .share ? change : NaturalLogarithm.of(1 + change), standardError: standardError,
      degrees: degrees ?? .infinity)
  }
}
