import RunModel

/// Several runs of one scenario in words, for all forms. Pure.
package struct RepeatText {
  let report: RepeatReport

  package init(_ report: RepeatReport) { self.report = report }

  /// What it came to, in one plain sentence.
  package var sentence: String {
    let runs = report.runs.count == 1 ? "1 run" : "\(report.runs.count) runs"
    let worst = Dictionary(grouping: report.runs, by: \.verdict).sorted { $0.key < $1.key }
      .map { "\($0.value.count) \($0.key.rawValue)" }
    let rest = report.endedBy.map { " It ended before its time: \($0)." } ?? ""
    return "\(runs): \(worst.joined(separator: ", ")).\(goal.map { " " + $0 } ?? "")\(rest)"
  }

  /// Whether what was to be narrow is.
  private var goal: String? {
    guard let goal = report.goal else { return nil }
    let figure = report.figures.first { $0.metric == goal.metric }
    guard let precision = figure?.precision else {
      return "\(goal.metric.rawValue) has no interval yet."
    }
    let known = "\(goal.metric.rawValue) is known to \u{b1} \(Figures.percent(precision))"
    return report.reachedGoal
      ? "\(known), as asked (\(goal))."
      : "\(known), not as narrow as asked (\(goal))\(needed(precision, goal))."
  }

  /// An interval narrows with the root of the number of runs.
  private func needed(_ precision: Double, _ goal: RepeatGoal) -> String {
    let ratio = precision / goal.precision
    let runs = (Double(report.runs.count) * ratio * ratio).rounded(.up)
    return runs > Double(report.runs.count) && runs < 10_000 ? "; about \(Int(runs)) runs would do" : ""
  }

  /// For a terminal.
  package var lines: [String] {
    let heads = [
      Self.pad("", 20) + Self.pad("mean", 12) + Self.pad("95 %", 26) + Self.pad("variation", 12)
        + "least to most"
    ]
    let rows = report.figures.map { figure in
      Self.pad(figure.metric.rawValue, 20) + Self.pad(figure.metric.words(figure.mean), 12)
        + Self.pad(figure.range, 26) + Self.pad(figure.variationWords, 12) + figure.extremes
    }
    return
      (["\(report.name): \(report.runs.count) runs", "  \(sentence)", ""] + (heads + rows).map { "  " + $0 }
      + notes.map { "  NOTE  \($0)" }).map(\.withoutControls)
  }

  /// What a reader should know.
  package var notes: [String] {
    var notes: [String] = []
    let out = report.runs.count { $0.verdict == .invalid || $0.verdict == .interrupted }
    if out > 0 { notes.append("\(out) invalid or interrupted runs are in no figure") }
    if report.runs.count < RepeatGoal.leastRuns {
      notes.append("of fewer than \(RepeatGoal.leastRuns) runs an interval is wide, and itself uncertain")
    }
    if report.goal != nil {
      notes.append(
        "runs were made until the interval was narrow: it holds the truth a little less often than 95 % (simulated: 92 %)"
      )
    }
    return notes
  }

  /// For pull requests.
  package var markdown: String {
    func escape(_ text: String) -> String { MarkdownText.plain(text) }
    let rows = report.figures.map { figure in
      "| \(figure.metric.rawValue) | \(escape(figure.metric.words(figure.mean))) | \(escape(figure.range)) | \(escape(figure.variationWords)) | \(escape(figure.extremes)) |"
    }
    let head = ["| | mean | 95 % | variation | least to most |", "|---|--:|--:|--:|--:|"]
    return
      (["## floodgate: \(report.runs.count) runs of \(escape(report.name))", "", escape(sentence), ""] + head
      + rows
      + [""] + notes.map { "- \(escape($0))" }).joined(separator: "\n") + "\n"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension RepeatReport.Figure {
  /// The interval in words.
  package var range: String {
    guard let low, let high else { return "needs two runs" }
    return "\(metric.words(low)) to \(metric.words(high))"
  }

  /// How far runs lie apart.
  package var variationWords: String { variation.map { $0 == 0 ? "0 %" : Figures.percent($0) } ?? "n/a" }

  /// The least and the most.
  package var extremes: String {
    let known = values.compactMap(\.self)
    guard let low = known.min(), let high = known.max() else { return "n/a" }
    return "\(metric.words(low)) to \(metric.words(high))"
  }
}
