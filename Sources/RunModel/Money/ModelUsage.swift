/// What one model was charged with.
package struct ModelUsage: Sendable, Hashable, Codable {
  /// The model and its provider, such as `openai/gpt-4o`; `nil` where Dify names none, as in chats without a graph.
  package var model: String?
  /// The price's currency.
  package var currency: String?
  /// Tokens used.
  package var tokens: TokenUsage
  /// What they cost.
  package var price: Price
  /// How often it was asked.
  package var calls: Int

  package init(
    model: String? = nil, currency: String? = nil, tokens: TokenUsage = .init(), price: Price = .zero,
    calls: Int = 1
  ) {
    (self.model, self.currency, self.tokens, self.price, self.calls) = (model, currency, tokens, price, calls)
  }

  /// Whether it is anything.
  package var isEmpty: Bool { tokens.total == 0 && price == .zero }

  /// How reports name it.
  package var modelName: String { model ?? Self.unnamed }
  package var currencyName: String { currency ?? Self.unknownCurrency }

  package static let unnamed = "not named"
  package static let unknownCurrency = "unknown currency"

  /// Lists are in the order of names, so that it does not matter what came first.
  fileprivate func comesBefore(_ other: ModelUsage) -> Bool {
    (modelName, currencyName) < (other.modelName, other.currencyName)
  }

  /// Adds another charge of the same model and currency.
  package mutating func add(_ other: ModelUsage) {
    tokens += other.tokens
    price += other.price
    calls += other.calls
  }
}

extension [ModelUsage] {
  /// Adds a charge to those of its model and currency; beyond ``ModelUsage/limit`` of them to one without a name.
  package mutating func add(_ usage: ModelUsage) {
    if let place = firstIndex(where: { $0.model == usage.model && $0.currency == usage.currency }) {
      self[place].add(usage)
    } else if count < ModelUsage.limit || usage.model == nil && hasRoom(for: usage.currency) {
      insert(usage, at: firstIndex { usage.comesBefore($0) } ?? count)
    } else {
      var other = usage
      // Money of a currency stays money of that currency as long as there is room.
      if usage.model != nil { other.model = nil } else { other.currency = nil }
      add(other)
    }
  }
}

extension [ModelUsage] {
  /// Whether another currency of models without a name is kept apart.
  private func hasRoom(for currency: String?) -> Bool {
    currency == nil || count { $0.model == nil } < ModelUsage.currencyLimit
  }
}

extension ModelUsage {
  /// So many currencies are kept apart.
  package static let currencyLimit = 16
  /// So many models are kept apart.
  package static let limit = 64
}

extension ExchangeRecord {
  /// By model, and what of the whole no model is named for.
  package var charges: [ModelUsage] {
    var charges: [ModelUsage] = []
    forEachCharge { charges.append($0) }
    return charges
  }

  /// Hands over each of its charges. Most answers of most apps state nothing, or nothing by model: no list is made.
  func forEachCharge(_ body: (ModelUsage) -> Void) {
    if tokens == nil, price == nil, usage == nil { return }
    var rest = ModelUsage(
      currency: currency ?? usage?.first?.currency, tokens: tokens ?? TokenUsage(), price: price ?? .zero)
    for charge in usage ?? [] {
      body(charge)
      rest.subtract(charge)
    }
    if !rest.isEmpty { body(rest) }
  }
}

extension ModelUsage {
  /// What is left when another has been charged; never less than nothing.
  fileprivate mutating func subtract(_ other: ModelUsage) {
    tokens.prompt = max(0, tokens.prompt - other.tokens.prompt)
    tokens.completion = max(0, tokens.completion - other.tokens.completion)
    tokens.total = max(0, tokens.total - other.tokens.total)
    price = Price(units: max(0, price.units - other.price.units))
  }
}
