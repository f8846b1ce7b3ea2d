import Statistics

/// A row's figures as people read them.
struct RowText {
  let row: Comparison.Row
  init(_ row: Comparison.Row) { self.row = row }

  var first: String { figure(row.first, row.firstIsBound) }
  var second: String { figure(row.second, row.secondIsBound) }
  var change: String { row.change.map { (row.secondIsBound ? "> " : "") + signed($0) } ?? "n/a" }
  var interval: String { row.interval.map { "\(signed($0.low)) to \(signed($0.high))" } ?? "n/a" }
  var p: String { row.p.map(Figures.p) ?? "" }
  var pAdjusted: String { row.pAdjusted.map(Figures.p) ?? "" }
  var isShown: String { row.p == nil ? "" : (row.isSignificant ? "shown" : "not shown") }
  var importance: String { row.importance?.rawValue ?? "" }
  var outcome: String { row.outcome?.rawValue ?? "not judged" }

  /// What an undecided figure would have needed.
  var power: String? {
    guard row.outcome == .inconclusive else { return nil }
    guard let detectable = row.smallestDetectable else { return row.secondIsBound ? "cut short" : nil }
    let needed = row.needed.map { "; the margin needs \($0)" } ?? ""
    return "finds \(signed(detectable)) in four of five tries\(needed)"
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

  private func signed(_ share: Double) -> String {
    let text = Figures.fixed(share * 100, row.unit == .share ? 2 : 1)
    return (share < 0 ? "" : "+") + text + (row.unit == .share ? " pt" : " %")
  }
}
