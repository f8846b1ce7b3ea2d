import RunModel

/// What an attempt was charged with for one model, in its line.
extension ModelUsage: LineRecord {
  init() { self.init(calls: 0) }

  static let fields = LineFields<ModelUsage>([
    .number("calls", { Int64($0.calls) }, { $0.calls = Int($1) }),
    .text("currency", { $0.currency }, { $0.currency = $1 }),
    .number("in", { Int64($0.tokens.prompt) }, { $0.tokens.prompt = Int($1) }),
    .text("model", { $0.model }, { $0.model = $1 }),
    .number("out", { Int64($0.tokens.completion) }, { $0.tokens.completion = Int($1) }),
    .text("price", { $0.price.description }, { $0.price = Price(decimal: $1) ?? .zero }),
    .number("tokens", { Int64($0.tokens.total) }, { $0.tokens.total = Int($1) }),
  ])
}

extension AttemptRecord {
  /// The last exchange, with what all of them were charged with: a line is an attempt.
  var lastWithAllCharges: ExchangeRecord? {
    guard var last = exchanges.last else { return nil }
    // Most answers of most apps name neither a model nor a currency: no list is made of them.
    guard exchanges.count > 1 || last.usage != nil || last.currency != nil else { return last }
    let charges = exchanges.flatMap(\.charges).reduce(into: [ModelUsage]()) { $0.add($1) }
    last.usage = charges.contains { $0.model != nil || $0.currency != nil } ? charges : nil
    let (used, prices) = (exchanges.compactMap(\.tokens), exchanges.compactMap(\.price))
    last.tokens = used.isEmpty ? nil : used.reduce(TokenUsage(), +)
    last.price = prices.isEmpty ? nil : prices.reduce(.zero, +)
    return last
  }
}
