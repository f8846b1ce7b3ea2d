import RunModel

/// What an attempt was charged with, in a line: by model and currency where the answer names them.
extension ResultLine {
  static func writeUsage(_ writer: inout CanonicalJSON, _ usage: [ModelUsage]) {
    if usage.isEmpty { return }
    writer.writeRaw(",\"usage\":")
    writer.write(.array(usage.map(entry)))
  }

  private static func entry(_ usage: ModelUsage) -> JSONValue {
    var members: [String: JSONValue] = [
      "in": .integer(Int64(usage.tokens.prompt)), "out": .integer(Int64(usage.tokens.completion)),
      "tokens": .integer(Int64(usage.tokens.total)), "price": .string(usage.price.description),
      "calls": .integer(Int64(usage.calls)),
    ]
    members["model"] = usage.model.map { .string($0) }
    members["currency"] = usage.currency.map { .string($0) }
    return .object(members)
  }

  /// The charges of a line; `nil` when it names none.
  static func usage(_ value: JSONValue?) -> [ModelUsage]? {
    guard case .array(let entries)? = value else { return nil }
    return entries.prefix(ModelUsage.limit).map { entry in
      func count(_ name: String) -> Int { entry[name]?.doubleValue.flatMap { Int(exactly: $0) } ?? 0 }
      return ModelUsage(
        model: entry["model"]?.stringValue, currency: entry["currency"]?.stringValue,
        tokens: TokenUsage(prompt: count("in"), completion: count("out"), total: count("tokens")),
        price: entry["price"]?.stringValue.flatMap { Price(decimal: $0) } ?? .zero, calls: count("calls"))
    }
  }
}

extension AttemptRecord {
  /// The last exchange, with what all of them were charged with: a line is an attempt.
  var lastWithAllCharges: ExchangeRecord? {
    guard var last = exchanges.last else { return nil }
    let charges = exchanges.flatMap(\.charges).reduce(into: [ModelUsage]()) { $0.add($1) }
    last.usage = charges.contains { $0.model != nil || $0.currency != nil } ? charges : nil
    guard exchanges.count > 1 else { return last }
    let used = exchanges.compactMap(\.tokens)
    let prices = exchanges.compactMap(\.price)
    last.tokens = used.isEmpty ? nil : used.reduce(into: TokenUsage()) { $0 += $1 }
    last.price = prices.isEmpty ? nil : prices.reduce(.zero, +)
    return last
  }
}
