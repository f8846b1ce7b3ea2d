import RunModel

/// What an attempt was charged with for one model, in its line.
extension ModelUsage: LineRecord {
  init() { self.init(calls: 0) }

  mutating func code(_ line: inout some LineCoder) {
    line.number("calls", Int64(calls)) { calls = Int($0) }
    line.text("currency", currency) { currency = $0 }
    line.number("in", Int64(tokens.prompt)) { tokens.prompt = Int($0) }
    line.text("model", model) { model = $0 }
    line.number("out", Int64(tokens.completion)) { tokens.completion = Int($0) }
    line.text("price", price.description) { price = Price(decimal: $0) ?? .zero }
    line.number("tokens", Int64(tokens.total)) { tokens.total = Int($0) }
  }
}

extension AttemptRecord {
  /// The last exchange, with what all of them were charged with: a line is an attempt.
  var lastWithAllCharges: ExchangeRecord? {
    // Most answers of most apps name neither a model nor a currency: no list is made of them.
    guard exchanges.count > 1 || exchanges.first?.usage != nil || exchanges.first?.currency != nil else {
      return exchanges.first
    }
    var last = exchanges[exchanges.count - 1]
    let charges = exchanges.flatMap(\.charges).reduce(into: [ModelUsage]()) { $0.add($1) }
    last.usage = charges.contains { $0.model != nil || $0.currency != nil } ? charges : nil
    let (used, prices) = (exchanges.compactMap(\.tokens), exchanges.compactMap(\.price))
    last.tokens = used.isEmpty ? nil : used.reduce(TokenUsage(), +)
    last.price = prices.isEmpty ? nil : prices.reduce(.zero, +)
    return last
  }
}
