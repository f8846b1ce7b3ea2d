/// What a run cost, in words: the same in every form of a report.
package struct MoneyWords {
  private let table: MoneyTable
  private let hasWarmUp: Bool

  /// Of a run's money.
  package init(_ table: MoneyTable, hasWarmUp: Bool = false) {
    (self.table, self.hasWarmUp) = (table, hasWarmUp)
  }

  /// Of a run.
  package init(_ measurements: RunMeasurements) {
    self.init(
      measurements.money, hasWarmUp: measurements.hasWarmUp)
  }

  /// A sentence for each currency, and what must be known of the figures.
  package var sentences: [String] {
    table.currencies.map(sentence) + [warmUp, mixed, unpriced].compactMap(\.self)
  }

  private func sentence(_ currency: String) -> String {
    let all = table.cost(currency)
    var words = "It cost \(Self.money(all.amount)) \(currency)"
    if let each = table.perThousandSuccesses(currency) {
      words += ", \(Self.money(each)) \(currency) for 1 000 successful tasks"
    }
    let parts = [
      (MoneyTable.Fate.failure, "failures"), (.retried, "attempts that were made good by a retry"),
    ]
    let wasted = parts.compactMap { fate, name -> String? in
      let part = table.cost(fate, currency)
      if part == .zero { return nil }
      return "\(Figures.percent(part.amount / all.amount)) (\(Self.money(part.amount))) for \(name)"
    }
    return words + (wasted.isEmpty ? "" : "; of it " + wasted.joined(separator: " and ")) + "."
  }

  /// Other figures leave the warm-up out; it was paid for.
  private var warmUp: String? {
    hasWarmUp && !table.currencies.isEmpty
      ? "The warm-up is in what it cost, and in the tokens by model." : nil
  }

  private var mixed: String? {
    guard table.currencies.count > 1 else { return nil }
    return
      "Prices are in \(table.currencies.joined(separator: " and ")): `cost` in thresholds and budgets adds them as if they were one."
  }

  private var unpriced: String? {
    guard table.unpriced > 0 else { return nil }
    let count = table.unpriced == 1 ? "1 run was" : "\(Figures.count(table.unpriced)) runs were"
    return "\(count) cut before it was known what they used: they cost more than stands here."
  }

  /// The models, the dearest first.
  package var rows: [ModelUsage] { table.models.sorted(by: MoneyTable.isDearer) }

  /// An amount with the digits that matter.
  package static func money(_ amount: Double) -> String {
    if amount == 0 { return "0" }
    var (decimals, scaled) = (2, amount * 100)
    while scaled < 100, decimals < 8 { (decimals, scaled) = (decimals + 1, scaled * 10) }
    return Figures.fixed(amount, decimals)
  }
}
