/// Tokens and price of a run, written as Dify writes them. Pure.
struct RunUsage {
  let prompt: Double
  let completion: Double
  let model: String
  let currency: String

  var total: Double { prompt + completion }

  /// At 1 and 2 millionths a token.
  var price: MockJSON { .text(Self.price(prompt + completion * 2)) }

  /// The `usage` object. Times in milliseconds; those of tokens are of models in a graph only.
  func document(latency: Double, firstToken: Double? = nil) -> MockJSON {
    .object([
      ("prompt_tokens", .number(prompt)), ("prompt_unit_price", .text("0.001")),
      ("prompt_price_unit", .text("0.001")), ("prompt_price", .text(Self.price(prompt))),
      ("completion_tokens", .number(completion)), ("completion_unit_price", .text("0.002")),
      ("completion_price_unit", .text("0.001")),
      ("completion_price", .text(Self.price(completion * 2))), ("total_tokens", .number(total)),
      ("total_price", price), ("currency", .text(currency)), ("latency", .number(latency / 1000)),
      ("time_to_first_token", firstToken.map { .number($0 / 1000) } ?? .null),
      ("time_to_generate", firstToken.map { .number((latency - $0) / 1000) } ?? .null),
    ])
  }

  /// A millionth a token, with seven decimals, and "0E-7" for nothing, as Dify writes it.
  private static func price(_ tokens: Double) -> String {
    let units = Int(tokens) * 10
    if units == 0 { return "0E-7" }
    let digits = String(10_000_000 + units % 10_000_000).dropFirst()
    return "\(units / 10_000_000).\(digits)"
  }
}
