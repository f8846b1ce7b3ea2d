import RunModel

/// What was retrieved for an answer.
extension JudgedAnswer {
  func hasHits(atLeast least: Int) -> ExpectationResult {
    result("at least \(least) hits", output.hits.count >= least, "\(output.hits.count)")
  }

  func scores(atLeast least: Double) -> ExpectationResult {
    let best = output.hits.compactMap(\.score).max()
    return result(
      "a best score of at least \(least)", best.map { $0 >= least } ?? false,
      best.map { "\($0)" } ?? "none stated")
  }

  func hits(_ wanted: String, _ among: Int?) -> ExpectationResult {
    let place = output.hits.firstIndex { $0.document == wanted || $0.text.contains(wanted) }
    return result(
      "'\(wanted.shortened)' among the \(among.map { "first \($0) " } ?? "")hits",
      place.map { $0 < among ?? .max } ?? false,
      place.map { "it at place \($0 + 1)" } ?? "it in none of \(output.hits.count) hits")
  }
}
