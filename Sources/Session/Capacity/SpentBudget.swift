import RunModel

/// What a search has spent, taken off the scenario's own limits step by step: they are those of the whole search.
struct SpentBudget {
  private(set) var requests = 0
  private(set) var tokens = 0
  private(set) var cost = Price.zero

  /// Takes what a step spent, its warm-up included.
  mutating func add(_ report: ReportDocument) { add(report.measurements) }

  /// The same of what was measured.
  mutating func add(_ measurements: RunMeasurements) {
    requests += measurements.traffic.requests
    tokens += measurements.inclusive.tokens.total
    cost += measurements.inclusive.cost
  }

  /// The header with what is left of its limits.
  func left(of header: ManifestHeader) -> ManifestHeader {
    var header = header
    let stops = header.execution.stopConditions
    header.execution.stopConditions.maxTokens = stops.maxTokens.map { max(1, $0 - tokens) }
    header.execution.stopConditions.maxCost = stops.maxCost.map(left)
    if var budget = header.budget {
      budget.tokens = budget.tokens.map { max(0, $0 - tokens) }
      budget.cost = budget.cost.map(left)
      header.budget = budget
    }
    return header
  }

  private func left(_ limit: Price) -> Price { Price(units: max(1, limit.units - cost.units)) }

  /// Which limit is used up, in words; `nil` when none is.
  func excess(of header: ManifestHeader) -> String? {
    let stops = header.execution.stopConditions
    let (tokenLimits, costLimits) = (
      [stops.maxTokens, header.budget?.tokens], [stops.maxCost, header.budget?.cost]
    )
    if let limit = tokenLimits.compactMap(\.self).min(), tokens >= limit {
      return "the scenario's limit of \(limit) tokens was reached"
    }
    if let limit = costLimits.compactMap(\.self).min(), cost >= limit {
      return "the scenario's limit of \(limit) on its cost was reached"
    }
    return nil
  }
}
