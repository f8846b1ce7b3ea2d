import Statistics

/// What scores of `similar_to` say: the same in every form of a report.
package struct LikenessWords {
  private let table: LikenessTable

  package init(_ measurements: RunMeasurements) { table = measurements.likeness }

  /// One for each measure and limit.
  package var sentences: [String] { table.rows.sorted { $0.key < $1.key }.map(sentence) }

  private func sentence(_ name: String, _ row: LikenessTable.Row) -> String {
    let scores = row.scores
    guard scores.count > 1, let median = scores.quantile(0.5) else {
      return "\(name): one answer scores \(Self.score(scores.min))."
    }
    return
      "\(name): \(Figures.count(Int(scores.count))) answers score \(Self.score(scores.min)) at the least, \(Self.score(median)) at the median, \(Self.score(scores.max)) at the most\(spread(row))."
  }

  /// How far answers to one case lie apart, of cases that were asked more than once.
  private func spread(_ row: LikenessTable.Row) -> String {
    let again = row.cases.values.filter(\.isAskedAgain)
    let widths = again.map { max(0, $0.high &- $0.low) }.sorted()
    guard let most = widths.last else { return "" }
    let words =
      "; answers to the same case lie \(Self.score(widths[widths.count / 2])) apart at the median, \(Self.score(most)) at the most (\(Figures.count(again.count)) cases asked again)"
    let turning = again.count { $0.held > 0 && $0.broken > 0 }
    return turning == 0
      ? words
      : words
        + "; \(Figures.count(turning)) of them hold and break by turns, so that the limit lies within what the model varies by itself"
  }

  private static func score(_ thousandths: Int64) -> String { Figures.fixed(Double(thousandths) / 1000, 2) }
}
