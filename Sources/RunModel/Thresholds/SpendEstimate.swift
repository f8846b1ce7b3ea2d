/// What a run will take at most, as far as that is known before it.
package struct SpendEstimate: Sendable, Hashable {
  /// How many tasks there will be; `nil` when a load over time does not say.
  package var tasks: Double?
  /// How often each may be tried.
  package var attempts: Int
  /// What one costs.
  package var cost: Double?
  /// How many tokens one takes.
  package var tokens: Double?

  package init(tasks: Double?, attempts: Int, budget: Budget?, earlier: RunStatistics? = nil) {
    (self.tasks, self.attempts) = (tasks, attempts)
    (cost, tokens) = (budget ?? Budget()).perCase(earlier: earlier)
  }

  /// In one line.
  package var words: String {
    guard let tasks else {
      return "how many tasks there will be is not known: a load of users does as many as the server lets it"
    }
    let most = (tasks * Double(attempts)).rounded()
    let count = "\(Figures.count(Int(min(tasks, 1e15)))) tasks"
    let runs =
      attempts > 1 ? "\(count), with retries at most \(Figures.count(Int(min(most, 1e15)))) runs" : count
    let parts = [
      cost.map { "\(Figures.digits($0 * most)) in money" },
      tokens.map { "\(Figures.number(($0 * most).rounded())) tokens" },
    ].compactMap(\.self)
    if parts.isEmpty {
      return
        "\(runs); what one takes is not known: 'floodgate ask' shows it, and budget: {tokens_per_case: ...} or a baseline says it"
    }
    return "\(runs): about \(parts.joined(separator: " and "))" + (attempts > 1 ? " at most" : "")
  }
}

extension Budget {
  /// What a case is known to take: from the budget, or from an earlier run.
  func perCase(earlier: RunStatistics?) -> (cost: Double?, tokens: Double?) {
    let run = earlier.flatMap { $0.total > 0 ? $0 : nil }
    return (
      costPerCase?.amount ?? run.map { $0.cost.amount / Double($0.total) },
      tokensPerCase.map(Double.init) ?? run.map { Double($0.tokens.total) / Double($0.total) }
    )
  }
}
