import RunModel

/// Expectations on what was retrieved, and on how like a reference an answer is.
extension ExpectationEvaluator {
  static func score(_ least: Double, _ hits: [RetrievedHit]) -> ExpectationResult {
    let best = hits.compactMap(\.score).max()
    let holds = best.map { $0 >= least } ?? false
    return ExpectationResult(
      expectation: "a best score of at least \(least)", holds: holds,
      found: holds ? nil : best.map { "\($0)" } ?? "none stated")
  }

  static func hit(_ wanted: String, _ among: Int?, _ hits: [RetrievedHit]) -> ExpectationResult {
    let place = hits.firstIndex { $0.document == wanted || $0.text.contains(wanted) }
    let holds = place.map { $0 < among ?? .max } ?? false
    let found = place.map { "it at place \($0 + 1)" } ?? "it in none of \(hits.count) hits"
    return ExpectationResult(
      expectation: "'\(shortened(wanted))' among the \(among.map { "first \($0) " } ?? "")hits", holds: holds,
      found: holds ? nil : found)
  }

  /// The best of the references counts.
  static func similar(
    _ text: String, _ references: [String], _ measure: TextMeasure, _ least: Double
  ) -> ExpectationResult {
    let score = references.map { TextSimilarity.score(text, $0, measure) }.max() ?? 0
    let holds = score >= least
    let which =
      references.count == 1 ? "'\(shortened(references[0]))'" : "one of \(references.count) references"
    return ExpectationResult(
      expectation: "\(measure.rawValue) of at least \(least) with \(which)", holds: holds,
      found: holds ? nil : shortened("\((score * 1000).rounded() / 1000): '\(text)'"))
  }
}
