import Testing

@testable import RunModel

/// What Dify states no price for costs what the scenario's price list says.
@Suite struct PriceTableTests {
  private static let table = PriceTable([
    "gpt-4o": .init(input: Price(decimal: "2.50")!, output: Price(decimal: "10")!),
    "acme/small": .init(input: .zero, output: Price(decimal: "0.3")!, currency: "EUR"),
  ])
  private static let tokens = TokenUsage(prompt: 1234, completion: 567)

  private static func exchange(_ model: String, price: Price = .zero) -> ExchangeRecord {
    MoneyTests.exchange([ModelUsage(model: model, currency: "USD", tokens: tokens, price: price)])
  }

  /// 1 234 x 2.50 + 567 x 10 dollars, and 567 x 0.3 euros, over a million.
  @Test(arguments: [
    ("gpt-4o", "0.008755", "USD"), ("openai/gpt-4o", "0.008755", "USD"), ("acme/small", "0.0001701", "EUR"),
    ("small", "0", "USD"), ("gpt-4o-mini", "0", "USD"),
  ]) func whatHasNoPriceIsCharged(model: String, price: String, currency: String) {
    var exchange = Self.exchange(model)
    Self.table.charge(&exchange)
    #expect(exchange.price?.description == price && exchange.usage?.first?.price.description == price)
    #expect(exchange.usage?.first?.currency == currency)
    #expect(exchange.charges.map(\.price).reduce(.zero, +) == exchange.price)
  }

  @Test func whatIsStatedIsNeverChanged() {
    let before = Self.exchange("gpt-4o", price: Price(units: 7))
    var after = before
    Self.table.charge(&after)
    #expect(after == before)
  }

  /// A chat without a graph names no model: only what any model costs can be meant.
  @Test func answersThatNameNoModelCostWhatAnyModelCosts() {
    var unnamed = ExchangeRecord()
    unnamed.tokens = Self.tokens
    Self.table.charge(&unnamed)
    #expect(unnamed.price == nil)
    var any = Self.table
    any.models["*"] = .init(input: Price(decimal: "1")!, output: .zero)
    any.charge(&unnamed)
    #expect(unnamed.price?.description == "0.001234" && unnamed.currency == "USD")
    #expect(
      any.rates(of: "other/model")?.input.description == "1"
        && any.sentence.contains("any other model 1 and 0 USD"))
  }

  /// To the nearest unit, and never beyond what fits.
  @Test(arguments: [
    (Int64(1), 500_000, Int64(1)), (1, 499_999, 0), (3, 1_000_000, 3), (.max, 2, .max),
    (25_000_000_000, .max, .max),
  ]) func amountsAreRoundedAndBounded(units: Int64, count: Int, product: Int64) {
    #expect(Price(units: units).times(count, over: 1_000_000).units == product)
  }

  /// Which prices were used is told, and none where the server stated them all.
  @Test(arguments: [("openai/gpt-4o", Int64(0), true), ("gpt-4o", 7, false), ("other", 0, false)])
  func onlyPricesThatWereUsedAreTold(model: String, stated: Int64, isUsed: Bool) {
    var table = MoneyTable()
    for _ in 0..<3 {
      var exchange = Self.exchange(model, price: Price(units: stated))
      Self.table.charge(&exchange)
      table.record(MoneyTests.task(.succeeded, [(.succeeded, exchange.usage ?? [])]))
    }
    let used = Self.table.used(in: table)
    #expect((used != nil) == isUsed)
    #expect(used?.models.keys.sorted() ?? ["gpt-4o"] == ["gpt-4o"], "and no other")
  }
}
