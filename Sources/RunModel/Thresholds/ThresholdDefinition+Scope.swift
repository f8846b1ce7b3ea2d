extension ThresholdDefinition {
  /// The expression, about one scenario: every metric that names no scenario gets this one, as
  /// `response_time{scenario:chat}.p95`. Throws ``ThresholdProblem``.
  package func scoped(to scenario: String) throws -> String {
    let tokens = try ThresholdToken.read(expression)
    var text = Array(expression)
    for (index, token) in tokens.enumerated().reversed() where Self.isMetric(tokens, index) {
      let end = token.position + token.text.count
      guard index + 1 < tokens.count, tokens[index + 1].text == "{" else {
        text.insert(contentsOf: "{scenario:\(scenario)}", at: end)
        continue
      }
      let inside = tokens[(index + 2)...].prefix { $0.text != "}" }
      if inside.contains(where: { $0.text == "scenario" }) { continue }
      text.insert(contentsOf: "scenario:\(scenario),", at: tokens[index + 1].position + 1)
    }
    return String(text)
  }

  private static func isMetric(_ tokens: [ThresholdToken], _ index: Int) -> Bool {
    guard case .name = tokens[index].kind, ThresholdNames.all.contains(tokens[index].text) else {
      return false
    }
    let brace = tokens[..<index].last { ["{", "}"].contains($0.text) }
    return brace?.text != "{" && (index == 0 || tokens[index - 1].text != ".")
  }
}
