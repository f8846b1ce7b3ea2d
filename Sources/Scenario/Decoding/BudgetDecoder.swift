import RunModel
import Yams

/// `budget:`, what a run may spend.
struct BudgetDecoder {
  let file: SourceFile

  func decode(_ reader: YAMLReader?) -> Budget? {
    guard var reader else { return nil }
    defer { reader.finish() }
    var budget = Budget()
    budget.cost = money(reader.value("cost"), reader, "cost")
    budget.tokens = reader.integer("tokens", 1...1_000_000_000_000, "a whole number from 1")
    budget.costPerCase = money(reader.value("cost_per_case"), reader, "cost_per_case")
    budget.tokensPerCase = reader.integer("tokens_per_case", 1...1_000_000_000, "a whole number from 1")
    if budget.cost == nil, budget.tokens == nil, file.diagnostics.isEmpty {
      file.report(reader.node, path: reader.path, "the budget limits nothing", expected: "cost: or tokens:")
    }
    return budget
  }

  private func money(_ node: Node?, _ reader: YAMLReader, _ name: String) -> Price? {
    guard let node, let text = reader.text(node, path: reader.child(name)) else { return nil }
    if let price = Price(decimal: text), price > .zero { return price }
    file.report(
      node, path: reader.child(name), "\(name) is '\(text)'", expected: "an amount of money more than 0")
    return nil
  }
}
