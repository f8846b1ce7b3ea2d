import RunModel
import Statistics

/// Of the success rate: what is found by the rule that judges it, since failures are few and whole, and intervals lopsided. Of the many
/// tasks that rule a change out the standard error says enough.
struct SharePower: FigurePower {
  private let success: SuccessComparer
  private let margins: Comparison.Margins
  private let level: Double
  private let ruledOut: RatioPower

  init(
    _ success: SuccessComparer, _ effect: Effect, _ design: Comparison.Design, _ margins: Comparison.Margins,
    level: Double
  ) {
    (self.success, self.margins, self.level) = (success, margins, level)
    ruledOut = RatioPower(
      effect, design, margin: margins.success, isStrict: margins.isStrict, level: level)
  }

  var count: Int { ruledOut.count }

  var smallestDetectable: Double {
    guard let next = success.next(where: isWorse) else { return 0 }
    return min(1, NextExperiment.smallest(RowPower.power, from: margins.success, next.chance))
  }

  func told(by count: Int) -> Double { ruledOut.told(by: count) }

  func toldAtBest(by count: Int) -> Double { ruledOut.toldAtBest(by: count) }

  /// As ``RowJudge`` has it.
  private func isWorse(_ shares: ComparedShares) -> Bool {
    guard shares.isDropShown(level) else { return false }
    var row = Comparison.Row("success_rate", .share)
    (row.change, row.interval) = (shares.change, shares.interval(0.95))
    guard let bounds = RowBounds(row, nil) else { return false }
    return margins.areExceeded(by: -bounds.interval.high, ceiling: bounds.ceiling, margins.success)
  }
}
