import RunModel

/// What the run cost: in sentences, by model, and by what the money bought.
struct MoneySection {
  private let table: MoneyTable
  private let words: MoneyWords
  init(_ measurements: RunMeasurements) {
    (table, words) = (measurements.money, MoneyWords(measurements))
  }

  var html: HTML {
    let sentences = words.sentences
    if sentences.isEmpty { return .empty }
    let said = Section.said(sentences)
    return Section.html("Money", "\(joining: said)\(models)\(fates)")
  }

  private var models: HTML {
    let listing = Listing(words.rows, limit: 65, bytes: 40_000) { row -> HTML in
      """
      <tr><th scope="row" class="name">\(row.modelName.cropped(100))</th><td>\(row.currencyName.cropped(20))</td>\
      \(Section.number(Figures.count(row.calls)))\(Section.number(Figures.count(row.tokens.prompt)))\
      \(Section.number(Figures.count(row.tokens.completion)))\(Section.number(Figures.count(row.tokens.total)))\
      \(Section.number(MoneyWords.money(row.price.amount)))</tr>
      """
    }
    let columns = ["model", "currency", "calls", "tokens in", "out", "all", "price"]
    return Section.table(columns, texts: [1], listing.rows, caption: "By model")
  }

  private var fates: HTML {
    let names: [(MoneyTable.Fate, String)] = [
      (.success, "successes"), (.retried, "attempts before a success"),
      (.failure, "tasks that did not succeed"),
    ]
    let currencies = table.currencies.prefix(10)
    let rows = names.map { fate, name -> HTML in
      let prices = currencies.map { Section.number(MoneyWords.money(table.cost(fate, $0).amount)) }
      return
        "<tr><th scope=\"row\">\(name)</th>\(Section.number(Figures.count(table.tokens[fate] ?? 0)))\(joining: prices)</tr>"
    }
    return Section.table(
      ["what it bought", "tokens"] + currencies.map { $0.cropped(20) }, rows, caption: "What the money bought"
    )
  }
}
