import RunModel

/// A longer answer takes longer, which does not make the server slower: answers that grew by more than the margin, while
/// answers of equal length take no longer (``LengthComparer``), or where that cannot be told, a token takes none.
struct LongerAnswers {
  /// The row with the tokens of an answer.
  static let tokens = "answer_tokens"
  private static let affected = ["response_time", "service_time", "server_elapsed"]

  private let longer: Double
  private let margin: Double

  /// `nil` unless it is so.
  init?(_ rows: [Comparison.Row], margin: Double) {
    guard let longer = rows.first(where: { $0.name == Self.tokens })?.change, longer > margin,
      Self.isNoSlower(rows, margin)
    else { return nil }
    (self.longer, self.margin) = (longer, margin)
  }

  private static func isNoSlower(_ rows: [Comparison.Row], _ margin: Double) -> Bool {
    switch rows.first(where: { $0.name == LengthComparer.atEqualLength })?.outcome {
    case .notWorse, .better: return true
    case .worse: return false
    case .inconclusive, .invalid, nil: break
    }
    guard let perToken = rows.first(where: { $0.name == "time_per_token.p50" }), let pace = perToken.change
    else { return false }
    return perToken.outcome != .worse && pace <= margin
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
      "answers are \(Figures.percent(longer)) longer, and take no longer for their length: not a slower server"
  }
}
