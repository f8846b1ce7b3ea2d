import RunModel
import Statistics

/// A row's figures as people read them.
package struct RowText {
  package let row: Comparison.Row
  package init(_ row: Comparison.Row) { self.row = row }

  package var first: String { figure(row.first, row.firstIsBound) }
  package var second: String { figure(row.second, row.secondIsBound) }
  package var change: String { row.change.map { (row.secondIsBound ? "> " : "") + signed($0) } ?? "n/a" }
  package var interval: String {
    row.interval.map { "\(number($0.low)) to \(number($0.high))\(unit)" } ?? "n/a"
  }
  package var p: String { row.p.map(Figures.p) ?? "" }
  package var pAdjusted: String { row.pAdjusted.map(Figures.p) ?? "" }
  package var isShown: String { row.p == nil ? "" : (row.isSignificant ? "shown" : "not shown") }
  package var importance: String { row.importance?.rawValue ?? "" }
  package var outcome: String { row.outcome?.rawValue ?? "not judged" }
  /// The importance where there is little room.
  package var size: String {
    switch row.importance {
    case .shown: "beyond"
    case .likely: "likely"
    case .small: "within"
    case nil: ""
    }
  }

  /// What an undecided figure would have needed.
  package var power: String? {
    guard row.outcome == .inconclusive else { return nil }
    guard let detectable = row.smallestDetectable else {
      return row.secondIsBound ? "cut short" : row.note ?? row.needed.map { "needs \($0)" }
    }
    let size =
      row.unit == .share
      ? "\(Figures.fixed(abs(detectable) * 100, 2)) points" : Figures.percent(abs(detectable))
    let needed = row.needed.map { "; to rule out the least change that matters takes \($0)" } ?? ""
    return "a comparison like this notices a change of \(size) four times out of five\(needed)"
  }

  private func figure(_ value: Double?, _ isBound: Bool) -> String {
    guard let value else { return "n/a" }
    let text =
      switch row.unit {
      case .share: Figures.percent(value)
      case .seconds: Figures.seconds(value)
      case .tokens: Figures.digits(value)
      case .cost: Figures.fixed(value, 6)
      }
    return isBound ? "> \(text)" : text
  }

  private var unit: String { row.unit == .share ? " pt" : " %" }

  private func signed(_ share: Double) -> String { number(share) + unit }

  private func number(_ share: Double) -> String {
    (share < 0 ? "" : "+") + Figures.fixed(share * 100, row.unit == .share ? 2 : 1)
  }
}
