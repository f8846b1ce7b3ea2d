/// What a covering array covers.
package struct CoverageNote: Sendable, Hashable, CustomStringConvertible {
  /// Of how many dimensions combinations are covered.
  package var strength: Int
  /// How many combinations are possible.
  package var combinations: Int
  /// The share of them that is covered.
  package var share: Double
  /// How many cases there are, and how many would cover all.
  package var rows: Int, needed: Int

  /// Whether nothing is left out.
  package var isComplete: Bool { rows == needed }

  /// The facts in words.
  package var description: String {
    let kind = [1: "values", 2: "pairs", 3: "triples", 4: "quadruples"][strength] ?? "\(strength)-tuples"
    if isComplete { return "all \(combinations) \(kind) of values in \(rows) cases" }
    let percent = (share * 1000).rounded(.down) / 10
    return "\(percent) % of \(combinations) \(kind) of values in \(rows) cases; all take \(needed)"
  }
}
