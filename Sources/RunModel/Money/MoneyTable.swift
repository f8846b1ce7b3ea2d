/// What a run cost, warm-up and retries included: by model and currency, and by what came of it. A run of the server is
/// in it once.
package struct MoneyTable: Sendable, Hashable, Codable {
  /// What an attempt's money bought.
  package enum Fate: String, Sendable, Codable, CodingKeyRepresentable {
    /// A success.
    case success
    /// A failure that a later attempt made good.
    case retried
    /// A task that did not succeed.
    case failure
  }

  /// By model and currency, in the order of their names.
  package private(set) var models: [ModelUsage] = []
  /// Money by fate and currency.
  package private(set) var fates: [Fate: [String: Price]] = [:]
  /// Tokens by fate.
  package private(set) var tokens: [Fate: Int] = [:]
  /// Tasks that succeeded.
  package private(set) var succeeded = 0
  /// Runs that were begun and cut before they said what they cost.
  package private(set) var unpriced = 0

  /// Nothing yet.
  package init() {}

  /// Takes a result.
  package mutating func record(_ result: TaskResult) {
    if result.status.isSuccess { succeeded += 1 }
    for attempt in result.attempts {
      let fate: Fate = attempt.status.isSuccess ? .success : (result.status.isSuccess ? .retried : .failure)
      let isCut = attempt.status.isCut
      for exchange in attempt.exchanges { record(exchange, fate, isCut: isCut) }
    }
  }

  private mutating func record(_ exchange: ExchangeRecord, _ fate: Fate, isCut: Bool) {
    var isPriced = false
    exchange.forEachCharge { charge in
      isPriced = true
      models.add(charge)
      tokens[fate, default: 0] += charge.tokens.total
      pay(charge, fate)
    }
    if !isPriced, isCut, exchange.taskID != nil, exchange.terminal == nil { unpriced += 1 }
  }

  private mutating func pay(_ charge: ModelUsage, _ fate: Fate) {
    let isKept =
      fates[fate].map { $0.count < ModelUsage.currencyLimit || $0[charge.currencyName] != nil } ?? true
    let currency = isKept ? charge.currencyName : ModelUsage.unknownCurrency
    fates[fate, default: [:]][currency, default: .zero] += charge.price
  }

  /// Adds another part of the run.
  package mutating func merge(_ other: MoneyTable) {
    other.models.forEach { models.add($0) }
    fates.merge(other.fates) { $0.merging($1, uniquingKeysWith: +) }
    tokens.merge(other.tokens, uniquingKeysWith: +)
    succeeded += other.succeeded
    unpriced += other.unpriced
  }

  /// Dearest first; what costs the same by its name, so that the order of parts does not matter.
  package static func isDearer(_ left: ModelUsage, _ right: ModelUsage) -> Bool {
    (right.price, right.tokens.total, left.modelName, left.currencyName)
      < (left.price, left.tokens.total, right.modelName, right.currencyName)
  }

  /// Currencies in which something was charged, by name.
  package var currencies: [String] { Set(models.filter { $0.price > .zero }.map(\.currencyName)).sorted() }

  /// What all of it cost in a currency.
  package func cost(_ currency: String) -> Price {
    fates.values.compactMap { $0[currency] }.reduce(.zero, +)
  }

  /// What a fate cost in a currency.
  package func cost(_ fate: Fate, _ currency: String) -> Price { fates[fate]?[currency] ?? .zero }

  /// What 1 000 successful tasks cost in a currency, failures and retries included; `nil` when none succeeded.
  package func perThousandSuccesses(_ currency: String) -> Double? {
    succeeded == 0 ? nil : cost(currency).amount * 1000 / Double(succeeded)
  }
}
