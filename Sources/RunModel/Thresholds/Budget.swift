/// What a run may spend, its warm-up included. What goes beyond it fails the run and ends it at once; what is known to
/// go beyond it is not begun.
package struct Budget: Sendable, Hashable, Codable {
  /// The most money.
  package var cost: Price?
  /// The most tokens.
  package var tokens: Int?
  /// What a case is known to cost.
  package var costPerCase: Price?
  /// How many tokens a case is known to take.
  package var tokensPerCase: Int?

  /// A budget.
  package init(
    cost: Price? = nil, tokens: Int? = nil, costPerCase: Price? = nil, tokensPerCase: Int? = nil
  ) {
    self.cost = cost
    self.tokens = tokens
    self.costPerCase = costPerCase
    self.tokensPerCase = tokensPerCase
  }

  /// It as thresholds, which end the run.
  package var thresholds: [ThresholdDefinition] {
    [cost.map { "spent_cost <= \($0)" }, tokens.map { "spent_tokens <= \($0)" }].compactMap(\.self).map {
      ThresholdDefinition(expression: $0, abortOnFail: true, source: "budget")
    }
  }

  /// What so many tasks would take beyond the budget, in words; `nil` when they fit, or when it is not known. What a
  /// case takes is known from the budget, or from an earlier run of this many tasks.
  package func excess(tasks: Double, earlier: RunStatistics? = nil) -> String? {
    let (price, each) = perCase(earlier: earlier)
    if let cost, let price, price * tasks > cost.amount {
      return
        "about \(Int(tasks)) tasks would cost about \(rounded(price * tasks)), more than the budget of \(cost)"
    }
    if let tokens, let each, each * tasks > Double(tokens) {
      return
        "about \(Int(tasks)) tasks would take about \(Int(each * tasks)) tokens, more than the budget of \(tokens)"
    }
    return nil
  }

  private func rounded(_ amount: Double) -> Price {
    Price(units: Int64(min((amount * 1e4).rounded() * 1e6, 9e18)))
  }
}
