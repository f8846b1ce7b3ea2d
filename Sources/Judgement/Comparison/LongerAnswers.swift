import RunModel

/// A longer answer takes longer, which does not make the server slower: answers that grew by more than the margin, while
/// a token takes no longer.
struct LongerAnswers {
  /// The row with the tokens of an answer.
  static let tokens = "answer_tokens"
  private static let affected = ["response_time", "service_time", "server_elapsed"]

  private let longer: Double
  private let margin: Double

  /// `nil` unless it is so.
  init?(_ rows: [Comparison.Row], margin: Double) {
    guard let longer = rows.first(where: { $0.name == Self.tokens })?.change, longer > margin,
      let perToken = rows.first(where: { $0.name == "time_per_token.p50" }), perToken.outcome != .worse,
      let pace = perToken.change, pace <= margin
    else { return nil }
    (self.longer, self.margin) = (longer, margin)
  }

  /// Takes latencies out of the verdict that grew no more than the answers.
  func explain(_ rows: inout [Comparison.Row]) {
    for index in rows.indices { explain(&rows[index]) }
  }

  /// The same of nodes that use tokens.
  func explain(_ tables: inout [Comparison.Table]) {
    for table in tables.indices where tables[table].kind == "node" {
      for group in tables[table].groups.indices
      where tables[table].groups[group].rows.contains(where: { $0.name == "tokens_per_task" }) {
        explain(&tables[table].groups[group].rows)
      }
    }
  }

  private func explain(_ row: inout Comparison.Row) {
    guard row.outcome == .worse, let change = row.change, (1 + change) / (1 + longer) - 1 <= margin,
      Self.affected.contains(where: { row.name.hasPrefix($0 + ".") })
    else { return }
    row.isPrimary = false
    row.note =
      "answers are \(Figures.percent(longer)) longer, and a token takes no longer: not a slower server"
  }
}
