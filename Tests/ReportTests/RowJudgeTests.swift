import RunModel
import Statistics
import Testing

@testable import Judgement

/// What figures come to, and how they are adjusted for being several.
@Suite struct RowJudgeTests {
  private func row(_ p: Double, isPrimary: Bool = true, change: Double = 0.5) -> Comparison.Row {
    var row = Comparison.Row("figure \(p)", .seconds)
    row.isPrimary = isPrimary
    (row.p, row.change) = (p, change)
    row.interval = Interval(low: min(0.01, change - 0.1), high: change + 0.1)
    return row
  }

  @Test func primaryFiguresAreAdjustedByHolmTheOthersByBenjaminiAndHochberg() {
    var rows = [row(0.02), row(0.03), row(0.2), row(0.02, isPrimary: false), row(0.03, isPrimary: false)]
    RowJudge(margins: .init(latency: 0.05, success: 0.005, isStrict: false)).judge(&rows)
    let adjusted = rows.map { $0.pAdjusted ?? -1 }
    for (value, expected) in zip(adjusted, [0.06, 0.06, 0.2, 0.03, 0.03]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(rows[0].outcome != .worse, "0.02 of three is no 5 %")
    #expect(rows[0].isSignificant == false && rows[3].isSignificant == true)
  }

  @Test func aFigureOfItsOwnIsNotAdjusted() {
    var rows = [row(0.02)]
    RowJudge(margins: .init(latency: 0.05, success: 0.005, isStrict: false)).judge(&rows)
    #expect(rows[0].pAdjusted == 0.02 && rows[0].isSignificant == true)
  }
}
