import RunModel

/// What an answer says.
extension JudgedAnswer {
  func contains(_ part: String) -> ExpectationResult {
    result("text that contains '\(part)'", text.contains(part), "'\(text)'")
  }

  func excludes(_ part: String) -> ExpectationResult {
    result("text without '\(part)'", !text.contains(part), "'\(text)'")
  }

  func matches(_ pattern: String) -> ExpectationResult {
    let words = "text that matches /\(pattern)/"
    guard let regex = try? Regex(pattern) else {
      return result(words, false, "the pattern is no regular expression")
    }
    return result(words, text.firstMatch(of: regex) != nil, "'\(text)'")
  }

  func isAtMost(_ limit: Int) -> ExpectationResult {
    result("at most \(limit) characters", text.count <= limit, "\(text.count)")
  }

  func isAtLeast(_ limit: Int) -> ExpectationResult {
    result("at least \(limit) characters", text.count >= limit, "\(text.count)")
  }

  func equals(_ wanted: JSONValue, _ path: String?) -> ExpectationResult {
    let own = wanted.stringValue == nil ? output.outputs : .string(text)
    let found = path.map(value(at:)) ?? own
    return result(
      "\(wanted.canonicalText)\(Self.place(path))", found.map { Self.isEqual($0, wanted) } ?? false,
      found.map(\.canonicalText) ?? "nothing there")
  }

  func hasValue(at path: String) -> ExpectationResult {
    result("a value at \(path)", value(at: path) != nil, "nothing there")
  }

  func conforms(to schema: JSONValue, _ path: String?) -> ExpectationResult {
    let found = path.map(value(at:)) ?? output.outputs
    let problem = found.map { SchemaChecker.firstProblem($0, schema) } ?? "nothing there"
    return result("outputs\(Self.place(path)) that fit the schema", problem == nil, problem ?? "")
  }

  /// The best of the references counts.
  func isLike(_ references: [String], _ measure: TextMeasure, _ least: Double) -> ExpectationResult {
    let score = references.map { TextSimilarity.score(text, $0, measure) }.max() ?? 0
    let thousandths = (score * 1000).rounded()
    let which =
      references.count == 1 ? "'\(references[0].shortened)'" : "one of \(references.count) references"
    var judged = result(
      "\(measure.rawValue) of at least \(least) with \(which)", score >= least,
      "\(thousandths / 1000): '\(text)'")
    judged.score = Int64(thousandths)
    return judged
  }

  private static func place(_ path: String?) -> String { path.map { " at \($0)" } ?? "" }

  private func value(at path: String) -> JSONValue? {
    (try? JSONPath(path)).flatMap { $0.first(in: output.outputs) }
  }

  /// Numbers are equal by value, whatever their spelling.
  private static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let first = left.doubleValue, let second = right.doubleValue { return first == second }
    return left == right
  }
}
