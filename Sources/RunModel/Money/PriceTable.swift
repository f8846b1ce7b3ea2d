/// What models cost for which the server states no price.
package struct PriceTable: Sendable, Hashable, Codable {
  /// What a million tokens cost, the unit of providers' price lists.
  package struct Rates: Sendable, Hashable, Codable {
    /// Of the prompt.
    package var input: Price
    /// Of the answer.
    package var output: Price
    /// Of both.
    package var currency: String

    package init(input: Price, output: Price, currency: String = "USD") {
      (self.input, self.output, self.currency) = (input, output, currency)
    }

    /// What tokens cost, to the nearest 10^-10.
    package func price(of tokens: TokenUsage) -> Price {
      input.times(tokens.prompt, over: 1_000_000) + output.times(tokens.completion, over: 1_000_000)
    }
  }

  /// The name that stands for every model that is not named itself.
  package static let anyModel = "*"
  /// By the model's name, with its provider or without.
  package var models: [String: Rates]

  package init(_ models: [String: Rates]) { self.models = models }

  /// A model's rates; of an answer that names no model, `nil`, those of any.
  package func rates(of model: String?) -> Rates? { entry(of: model).flatMap { models[$0] } }

  /// The name in the list by which a model is charged; `nil` when there is none.
  private func entry(of model: String?) -> String? {
    let name = model?.split(separator: "/").last.map(String.init)
    return [model, name, Self.anyModel].compactMap(\.self).first { models[$0] != nil }
  }

  /// Charges what was used and has no price. What the server states is never changed.
  package func charge(_ exchange: inout ExchangeRecord) {
    guard let usage = exchange.usage else { return chargeWhole(&exchange) }
    for index in usage.indices { chargeModel(index, &exchange) }
  }

  /// What readers of a report must know of its prices.
  package var sentence: String {
    let names = models.sorted { $0.key < $1.key }.map { name, rates in
      "\(name == Self.anyModel ? "any other model" : name) \(rates.input) and \(rates.output) \(rates.currency)"
    }
    return
      "what Dify states no price for is charged by the scenario's prices for a million tokens in and out: "
      + names.joined(separator: ", ")
  }

  /// The prices by which something of a run was charged; `nil` when the server stated them all. A model is charged by the
  /// list when what it cost is what the list says of its tokens.
  package func used(in money: MoneyTable) -> PriceTable? {
    let charged = money.models.filter { isCharged($0) }.compactMap { entry(of: $0.model) }
    return charged.isEmpty ? nil : PriceTable(models.filter { charged.contains($0.key) })
  }

  /// Each call is rounded to the nearest 10^-10.
  private func isCharged(_ usage: ModelUsage) -> Bool {
    guard let rates = rates(of: usage.model), usage.price > .zero, usage.currency == rates.currency else {
      return false
    }
    return abs(usage.price.units - rates.price(of: usage.tokens).units) <= Int64(usage.calls)
  }

  private func chargeWhole(_ exchange: inout ExchangeRecord) {
    guard exchange.price ?? .zero == .zero, let tokens = exchange.tokens, let rates = rates(of: nil) else {
      return
    }
    let price = rates.price(of: tokens)
    if price > .zero { (exchange.price, exchange.currency) = (price, rates.currency) }
  }

  private func chargeModel(_ index: Int, _ exchange: inout ExchangeRecord) {
    guard let usage = exchange.usage?[index], usage.price == .zero, let rates = rates(of: usage.model) else {
      return
    }
    let price = rates.price(of: usage.tokens)
    if price == .zero { return }
    exchange.usage?[index].price = price
    exchange.usage?[index].currency = rates.currency
    if exchange.price ?? .zero == .zero { exchange.currency = rates.currency }
    exchange.price = (exchange.price ?? .zero) + price
  }
}
