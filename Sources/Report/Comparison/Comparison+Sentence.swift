import RunModel

extension Comparison {
  /// What it comes to, in one plain sentence with intervals: the first line of every form.
  package var sentence: String {
    switch outcome {
    case .worse:
      let verdicts = figures(.worse).map(\.verdict).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      return "The second build \(verdicts.joined(separator: " and ")): \(list([.worse, .better, .notWorse]))."
    case .better:
      return "The second build is better: \(list([.better, .notWorse]))."
    case .notWorse:
      return "The second build is not worse: \(list([.notWorse]))."
    case .inconclusive:
      return rows.contains(where: \.isPrimary)
        ? "It cannot be told yet whether the second build is worse: \(list([.inconclusive]))."
        : "There is nothing to judge."
    case .invalid:
      let names = differences.filter(\.isInvalidating).map(\.name).joined(separator: ", ")
      return "The sides do not belong together: \(names)."
    }
  }

  /// The primary figures that came to that.
  private func figures(_ outcome: Outcome) -> [PlainChange] {
    rows.filter { $0.isPrimary && $0.outcome == outcome }.map(PlainChange.init)
  }

  private func list(_ outcomes: [Outcome]) -> String {
    let texts = outcomes.flatMap { figures($0).map(\.text) }
    let rest = texts.count - Self.mostFigures
    let more = rest > 0 ? ["\(rest) more below"] : []
    return (texts.prefix(Self.mostFigures) + more).joined(separator: "; ")
  }

  /// A sentence has room for so many.
  private static var mostFigures: Int { 4 }
}
