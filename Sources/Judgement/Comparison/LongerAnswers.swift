import RunModel

/// A longer answer takes longer, which does not make the server slower.
enum LongerAnswers {
  /// The row with the tokens of an answer.
  static let tokens = "answer_tokens"
  private static let affected = ["response_time", "service_time", "server_elapsed"]

  /// Takes latencies out of the verdict that grew as the answers grew, while a token takes no longer.
  static func explain(_ rows: inout [Comparison.Row], margin: Double) {
    guard let longer = rows.first(where: { $0.name == tokens })?.change, longer > margin,
      let perToken = rows.first(where: { $0.name == "time_per_token.p50" }), perToken.outcome != .worse,
      let pace = perToken.change, pace <= margin
    else { return }
    for index in rows.indices where rows[index].outcome == .worse {
      let row = rows[index]
      guard affected.contains(where: { row.name.hasPrefix($0 + ".") }), let change = row.change,
        (1 + change) / (1 + longer) - 1 <= margin
      else { continue }
      rows[index].isPrimary = false
      rows[index].note =
        "answers are \(Figures.percent(longer)) longer, and a token takes no longer: not a slower server"
    }
  }
}
