import Statistics

/// The turns of conversations in words and figures: the same in every form of a report.
package struct TurnWords {
  /// The turns, from the first.
  package let rows: [TurnTable.Row]

  /// Of a run; of one turn alone there is nothing to say.
  package init(_ table: TurnTable) { rows = table.rows.count > 1 ? table.rows : [] }

  /// The head of a table.
  package static let columns = [
    "turn", "asked", "failed", "first text p50", "p95", "service p50", "p95", "prompt tokens",
  ]

  /// The cells of a turn, from 0.
  package func cells(_ index: Int) -> [String] {
    let row = rows[index]
    let times = [row.firstText, row.service].flatMap { [$0.quantileWords(0.5), $0.quantileWords(0.95)] }
    let counts = ["\(index + 1)", Figures.count(row.asked), Figures.count(row.failed)]
    return counts + times + [row.prompt.map { Figures.count(Int($0.wholeClamped)) } ?? "n/a"]
  }

  /// What the history of a conversation adds; `nil` when the sample does not say.
  package var sentence: String? {
    guard let first = rows.first, let last = rows.lastIndex(where: { $0.service.carriedMedian != nil }),
      last > 0,
      let early = first.service.carriedMedian, let late = rows[last].service.carriedMedian, early > 0
    else { return nil }
    let turn = "turn \(last + 1)"
    let times = "\(Figures.seconds(early)) to \(Figures.seconds(late)) at the median"
    let change =
      late > early
      ? "\(Figures.percent((late - early) / late)) of \(turn) is what came with the history"
      : "the history costs no time"
    return "From turn 1 to \(turn) a turn goes from \(times): \(change)\(prompts(first, rows[last]))."
  }

  private func prompts(_ first: TurnTable.Row, _ last: TurnTable.Row) -> String {
    guard let early = first.prompt, let late = last.prompt, early > 0 else { return "" }
    return "; its prompt has \(Figures.digits(late / early)) times the tokens"
  }
}
