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

  /// What the history of a conversation adds, and what its later turns hold of the server's time; `nil` when the sample
  /// does not say.
  package var sentence: String? {
    let parts = [history, laterHalf].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Which share of the server's time the later half of the turns takes, and which share of the turns it is.
  private var laterHalf: String? {
    let states = rows.allSatisfy { $0.asked == $0.failed || $0.server.count > 0 }
    let times = rows.map { states ? $0.server : $0.service }
    let first = (rows.count + 1) / 2
    guard times.dropFirst(first).contains(where: { $0.carriedMedian != nil }) else { return nil }
    let (sums, counts) = (times.map { ($0.mean ?? 0) * Double($0.count) }, times.map { Double($0.count) })
    func share(_ values: [Double]) -> Double { values.dropFirst(first).reduce(0, +) / values.reduce(0, +) }
    let (time, turns) = (share(sums), share(counts))
    guard time.isFinite, turns.isFinite else { return nil }
    let which = first + 1 == rows.count ? "Turn \(rows.count) is" : "Turns \(first + 1) to \(rows.count) are"
    let what = states ? "the server's time" : "the time that answers took"
    return
      "\(which) \(Figures.wholePercent(turns)) of the turns and \(Figures.wholePercent(time)) of \(what)."
  }

  private var history: String? {
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
