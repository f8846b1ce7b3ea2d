import Statistics

/// A row's figures as people read them.
struct RowText {
  let row: Comparison.Row
  init(_ row: Comparison.Row) { self.row = row }

  var first: String { figure(row.first, row.firstIsBound) }
  var second: String { figure(row.second, row.secondIsBound) }
  var change: String { row.change.map { (row.secondIsBound ? "> " : "") + signed($0) } ?? "n/a" }
  var interval: String {
    row.interval.map { "\(number($0.low)) to \(number($0.high))\(unit)" } ?? "n/a"
  }
  var p: String { row.p.map(Figures.p) ?? "" }
  var pAdjusted: String { row.pAdjusted.map(Figures.p) ?? "" }
  var isShown: String { row.p == nil ? "" : (row.isSignificant ? "shown" : "not shown") }
  var importance: String { row.importance?.rawValue ?? "" }
  var outcome: String { row.outcome?.rawValue ?? "not judged" }
  /// The outcome where there is little room.
  var word: String { row.outcome == .notWorse ? "not worse" : outcome }
  /// The importance where there is little room.
  var size: String {
    switch row.importance {
    case .shown: "beyond"
    case .likely: "likely"
    case .small: "within"
    case nil: ""
    }
  }

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

  private var unit: String { row.unit == .share ? " pt" : " %" }

  private func signed(_ share: Double) -> String { number(share) + unit }

  private func number(_ share: Double) -> String {
    (share < 0 ? "" : "+") + Figures.fixed(share * 100, row.unit == .share ? 2 : 1)
  }
}
