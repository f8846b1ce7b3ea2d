import RunModel
import Statistics

extension Comparison {
  /// What it comes to, in one plain sentence with intervals: the first line of every form.
  package var sentence: String {
    [verdictSentence, lengthSentence].compactMap(\.self).joined(separator: " ")
  }

  private var verdictSentence: String {
    switch outcome {
    case .worse:
      return isWorseByNodes
        ? nodesFirst : "The second build \(verdicts): \(list([.worse, .better, .notWorse]))\(beside)."
    case .better:
      return "The second build is better: \(list([.better, .notWorse]))\(beside)."
    case .notWorse:
      return "The second build is not worse: \(list([.notWorse]))\(beside)."
    case .inconclusive:
      return rows.contains(where: \.isPrimary)
        ? "It cannot be told yet whether the second build is worse: \(list([.inconclusive]))."
        : "There is nothing to judge."
    case .invalid:
      let names = differences.filter(\.isInvalidating).map(\.name).joined(separator: ", ")
      return "The sides do not belong together: \(names)."
    }
  }

  /// `is slower and fails more often`.
  private var verdicts: String {
    let words = figures(.worse).map(\.verdict).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return words.joined(separator: " and ")
  }

  // MARK: Length

  /// What comes of the length of answers, and what does not; `nil` when it did not change, or cannot be told.
  private var lengthSentence: String? {
    func row(_ name: String) -> Row? { rows.first { $0.name == name && $0.interval != nil } }
    guard outcome != .invalid, let tokens = row("answer_tokens"), let length = row("response_time.by_length"),
      let rest = row("response_time.at_equal_length"), let interval = tokens.interval,
      !interval.contains(0), abs(tokens.change ?? 0) >= 0.01
    else { return nil }
    let own = PlainChange(length).words(more: "longer", less: "less time")
    let equal = PlainChange(rest).words(more: "longer", less: "less time")
    return
      "Answers have \(PlainChange(tokens).words(more: "more tokens", less: "fewer tokens")), which alone takes \(own); at equal length they take \(equal)."
  }

  // MARK: Nodes

  private var nodesFirst: String {
    let open = list([.inconclusive]) { $0.unit == .seconds }
    return
      "\(slowerNodes.joined(separator: " and ")); what that does to answers cannot be told yet\(open.isEmpty ? "" : ": \(open)")."
  }

  /// Where a decided change comes from, or what is slower all the same.
  private var beside: String { slowerNodes.map { "; \($0)" }.joined() }

  /// `Rerank takes 9.0 to 18.0 % longer`: the nodes that are worse, the largest change first.
  private var slowerNodes: [String] {
    let slower = decidingNodes.filter { $0.row.outcome == .worse }
      .sorted { ($0.row.change ?? 0) > ($1.row.change ?? 0) }
    return slower.prefix(2).map { PlainChange($0.row, node: $0.name).text }
  }

  // MARK: Figures of the whole

  /// The primary figures that came to that.
  private func figures(_ outcome: Outcome, where isMeant: (Row) -> Bool = { _ in true }) -> [PlainChange] {
    rows.filter { $0.isPrimary && $0.outcome == outcome && isMeant($0) }.map { PlainChange($0) }
  }

  private func list(_ outcomes: [Outcome], where isMeant: (Row) -> Bool = { _ in true }) -> String {
    let changes = outcomes.flatMap { figures($0, where: isMeant) }
    let rest = changes.count - Self.mostFigures
    let more = rest > 0 ? ["\(rest) more below"] : []
    let told = Array(changes.prefix(Self.mostFigures))
    return (PlainChange.clauses(told) + more).joined(separator: "; ")
  }

  /// A sentence has room for so many.
  private static var mostFigures: Int { 3 }
}
