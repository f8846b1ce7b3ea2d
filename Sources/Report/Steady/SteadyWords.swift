import RunModel

/// The whole run and its steady part, side by side, in words for all forms.
package struct SteadyWords {
  private let state: SteadyState

  /// `nil` when the report has no steady part.
  package init?(_ report: ReportDocument) {
    guard let state = SteadyState(report) else { return nil }
    self.state = state
  }

  package static let columns = [
    "", "time", "tasks", "succeeded a second", "in flight", "p50", "p95", "ttft p95",
  ]

  /// A row for the whole run, and one for the steady part.
  package var rows: [[String]] {
    [("whole run", state.whole), ("steady part", state.steady)].map { name, sum in
      let times = [sum.response(0.5), sum.response(0.95), sum.firstText(0.95)].map {
        $0.map(Figures.seconds) ?? "n/a"
      }
      return [
        name, Figures.clock(sum.seconds), Figures.count(sum.tasks), Figures.digits(sum.throughput),
        sum.inFlight.map(Figures.digits) ?? "n/a",
      ] + times
    }
  }

  /// Where the steady part is, and by which rule.
  package var rule: String {
    "steady from \(Figures.clock(state.span.lowerBound)) to \(Figures.clock(state.span.upperBound)): \(state.rule)"
  }

  /// What makes it worth less than it looks.
  package var warnings: [String] { state.warnings.map(\.text) }
}

extension TerminalSummary {
  var steady: [String] {
    guard let words = SteadyWords(report) else { return [] }
    let heads = ["", "time", "", "good/s", "in flight", "p50", "p95", "ttft p95"]
    let widths = [13, 12, 0, 9, 11, 10, 10, 10]
    let table = ([heads] + words.rows).map { cells in
      "  "
        + cells.indices.filter { widths[$0] > 0 }.map { index in
          Self.pad(cells[index].replacing("\u{202f}", with: " "), widths[index], left: index == 0)
        }.joined()
    }
    return [""] + table + Self.wrapped(words.rule, indent: 4)
      + words.warnings.flatMap { Self.wrapped("WARNING  \($0)", indent: 4) }
  }
}

extension MarkdownFormat {
  static func steady(_ report: ReportDocument) -> [String] {
    guard let words = SteadyWords(report) else { return [] }
    let rows = words.rows.map { "| \($0.joined(separator: " | ")) |" }
    return ["| \(SteadyWords.columns.joined(separator: " | ")) |", "|---|--:|--:|--:|--:|--:|--:|--:|"] + rows
      + ["", MarkdownText.plain(words.rule), ""]
      + words.warnings.flatMap { ["> \(MarkdownText.plain($0))", ""] }
  }
}
