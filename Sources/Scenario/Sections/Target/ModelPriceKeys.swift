import RunModel

/// `prices:` of a target, a model each.
struct ModelPriceKeys: ValueSection {
  static let about = SectionFacts(
    "price", "What a million tokens of a model cost.", place: "target: {mock: {}, prices: {gpt-4o: @}}")

  let input = Key("input", .money(range), default: .zero, as: "0", "A million tokens of the prompt", "2.50")
  let output = Key("output", .money(range), default: .zero, as: "0", "A million tokens of the answer", "10")
  let currency = Key("currency", .text, default: "USD", "The price's currency", "EUR", with: "output: 10")

  /// Names of models with their prices.
  static let table = KeyType<PriceTable>.custom(.names(.keys(about.name))) { value in
    let members = value.members
    if members.isEmpty || members.count > limit {
      value.report(
        "prices names \(members.count) models",
        expected: "1 to \(limit): names of models with input and output")
    }
    return PriceTable(
      Dictionary(members.compactMap { name, _, value in value.read(Self.self).map { (name, $0) } }) { $1 })
  }

  private static let limit = 100
  /// A million tokens cost a million at most.
  private static let range = Price.zero...Price(units: 1_000_000 * Price.unitsPerOne)

  static func read(_ keys: KeyReader<Self>) -> PriceTable.Rates? {
    let rates = PriceTable.Rates(input: keys.input, output: keys.output, currency: keys.currency)
    if rates.input == .zero, rates.output == .zero {
      keys.mapping.report("the model costs nothing", expected: "input: or output:, a price more than 0")
    }
    return rates
  }
}
