import Testing

@testable import RunModel

/// What a run cost: by model and currency, by fate, and never a run twice.
@Suite struct MoneyTests {
  static func exchange(_ charges: [ModelUsage], price: Price? = nil, tokens: TokenUsage? = nil)
    -> ExchangeRecord
  {
    var exchange = ExchangeRecord()
    exchange.usage = charges.isEmpty ? nil : charges
    exchange.price = price ?? charges.map(\.price).reduce(.zero, +)
    exchange.tokens = tokens ?? charges.reduce(into: TokenUsage()) { $0 += $1.tokens }
    exchange.taskID = "t"
    return exchange
  }

  static func charge(_ model: String?, _ currency: String = "USD", _ cents: Int64 = 1) -> ModelUsage {
    ModelUsage(
      model: model, currency: currency, tokens: TokenUsage(prompt: 10, completion: 5),
      price: Price(units: cents * 100_000_000))
  }

  /// A task of attempts, each with its status and what it was charged.
  static func task(_ status: TaskStatus, _ attempts: [(TaskStatus, [ModelUsage])]) -> TaskResult {
    let records = attempts.enumerated().map { index, attempt in
      AttemptRecord(
        number: index + 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: .zero,
        status: attempt.0, exchanges: [exchange(attempt.1)])
    }
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: status, attempts: records)
  }

  static let results = [
    task(.succeeded, [(.succeeded, [charge("a"), charge("b", "EUR", 3)])]),
    task(.succeeded, [(.error, [charge("a", "USD", 2)]), (.succeeded, [charge("a")])]),
    task(.failed, [(.failed, [charge("a", "USD", 4)]), (.failed, [charge(nil, "USD", 8)])]),
  ]

  static func table(_ results: [TaskResult]) -> MoneyTable {
    results.reduce(into: MoneyTable()) { $0.record($1) }
  }

  @Test func moneyIsKeptByModelCurrencyAndFate() {
    let table = Self.table(Self.results)
    #expect(table.models.map(\.modelName) == ["a", "b", "not named"])
    #expect(table.models.map(\.calls) == [4, 1, 1] && table.models[0].price.description == "0.08")
    #expect(table.currencies == ["EUR", "USD"] && table.succeeded == 2)
    #expect(
      table.cost(.success, "USD").description == "0.02" && table.cost(.success, "EUR").description == "0.03")
    #expect(table.cost(.retried, "USD").description == "0.02")
    #expect(table.cost(.failure, "USD").description == "0.12" && table.cost("USD").description == "0.16")
    #expect(table.perThousandSuccesses("USD") == 80)
    #expect(table.tokens == [.success: 45, .retried: 15, .failure: 30])
  }

  @Test(arguments: [[0], [0, 1], [2, 0, 1], [1, 1, 2]]) func partsAreTheWhole(order: [Int]) {
    let results = order.map { Self.results[$0] }
    var sum = MoneyTable()
    for result in results.reversed() { sum.merge(Self.table([result])) }
    #expect(sum == Self.table(results))
  }

  @Test func whatNoModelIsNamedForIsARowOfItsOwn() {
    let exchange = Self.exchange(
      [Self.charge("a")], price: Price(units: 300_000_000), tokens: TokenUsage(prompt: 30, completion: 5))
    #expect(exchange.charges.map(\.model) == ["a", nil])
    #expect(exchange.charges[1].price.description == "0.02" && exchange.charges[1].tokens.prompt == 20)
    #expect(Self.exchange([Self.charge("a")]).charges.count == 1, "all of it is named")
    #expect(Self.exchange([]).charges.isEmpty)
  }

  @Test func aRunThatWasCutMayHaveCostMore() {
    let cut = Self.task(.timeout, [(.timeout, [])])
    let table = Self.table([cut])
    #expect(table.unpriced == 1)
    #expect(
      MoneyWords(table).sentences == [
        "1 run was cut before it was known what they used: they cost more than stands here."
      ])
  }

  @Test(arguments: [nil, RunInstant.zero + .seconds(1)] as [RunInstant?])
  func theWarmUpWasPaidFor(warmUpEnd: RunInstant?) {
    var measurements = RunMeasurements(warmUpEnd: warmUpEnd)
    measurements.record(Self.task(.succeeded, [(.succeeded, [Self.charge("m")])]))
    let sentences = MoneyWords(measurements).sentences
    #expect(sentences.contains { $0.contains("warm-up") } == (warmUpEnd != nil), "\(sentences)")
  }

  @Test func thousandsOfModelsTakeLittleRoom() {
    var table = MoneyTable()
    for number in 0..<1000 {
      table.record(Self.task(.succeeded, [(.succeeded, [Self.charge("m\(number)")])]))
    }
    #expect(table.models.count == ModelUsage.limit + 1 && table.cost("USD").description == "10")
    #expect(table.models.map(\.calls).reduce(0, +) == 1000)
  }

  @Test func neitherDoThousandsOfCurrencies() {
    var table = MoneyTable()
    for number in 0..<1000 {
      table.record(Self.task(.succeeded, [(.succeeded, [Self.charge("m", "C\(number)")])]))
    }
    #expect(table.models.count <= ModelUsage.limit + ModelUsage.currencyLimit + 1)
    #expect(table.models.map(\.calls).reduce(0, +) == 1000)
    let paid = table.fates[.success] ?? [:]
    #expect(paid.count <= ModelUsage.currencyLimit + 1)
    #expect(paid.values.reduce(.zero, +).description == "10")
  }

  @Test func sentencesSayWhatWasWasted() {
    let words = MoneyWords(Self.table(Self.results)).sentences
    #expect(words[0] == "It cost 0.0300 EUR, 15.00 EUR for 1 000 successful tasks.")
    #expect(
      words[1].hasPrefix(
        "It cost 0.160 USD, 80.00 USD for 1 000 successful tasks; of it 75.0 % (0.120) for failures"))
    #expect(
      words[1].contains("12.5 % (0.0200) for attempts that were made good")
        && words[2].contains("EUR and USD"))
  }

  @Test(arguments: [
    (0.0, "0"), (0.0019, "0.00190"), (0.000_001_5, "0.00000150"), (1.5, "1.50"), (1234.5, "1234.50"),
  ])
  func amountsHaveTheDigitsThatMatter(amount: Double, text: String) {
    #expect(MoneyWords.money(amount) == text)
  }
}
