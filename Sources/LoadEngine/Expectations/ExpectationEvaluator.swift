import RunModel

/// Judges answers by expectations. Pure.
package enum ExpectationEvaluator {
  /// The outcome with its expectations judged: a success with one that does not hold is failed; a failure that
  /// was expected (`status: failed`) succeeds.
  static func judge(_ outcome: AttemptOutcome, _ expectations: [Expectation], took: Duration)
    -> AttemptOutcome
  {
    guard outcome.status != .cancelled, outcome.output?.wasStopped != true else { return outcome }
    var judged = outcome
    let wantsStatus = expectations.contains {
      switch $0 {
      case .status, .refused, .paused: true
      default: false
      }
    }
    guard outcome.status == .succeeded || wantsStatus else { return outcome }
    var output = outcome.output ?? TaskOutput(status: outcome.status)
    if output.failure == nil { output.failure = outcome.failure }
    let results = expectations.map { evaluate($0, status: outcome.status, output: output, took: took) }
    judged.output = output
    judged.output?.expectations += results
    if let broken = results.first(where: { !$0.holds }) {
      judged.status = .failed
      judged.failure = .expectation
      judged.message = "expected \(broken.expectation)\(broken.found.map { ", found \($0)" } ?? "")"
    } else if outcome.status != .succeeded {
      judged.status = .succeeded
      judged.failure = nil
    }
    return judged
  }

  /// How one expectation comes out.
  package static func evaluate(
    _ expectation: Expectation, status: TaskStatus, output: TaskOutput, took: Duration
  ) -> ExpectationResult {
    let text = output.text ?? output.outputs.plainText
    func result(_ words: String, _ holds: Bool, _ found: @autoclosure () -> String) -> ExpectationResult {
      ExpectationResult(expectation: words, holds: holds, found: holds ? nil : shortened(found()))
    }
    switch expectation {
    case .status(let wanted): return result("status \(wanted.rawValue)", status == wanted, status.rawValue)
    case .refused:
      let refusals: [FailureClass] = [.badRequest, .http4xx]
      return result(
        "a refusal", output.failure.map(refusals.contains) ?? false,
        output.failure.map { "\(status.rawValue) (\($0.rawValue))" } ?? status.rawValue)
    case .contains(let part): return result("text that contains '\(part)'", text.contains(part), "'\(text)'")
    case .excludes(let part): return result("text without '\(part)'", !text.contains(part), "'\(text)'")
    case .matches(let pattern): return matches(pattern, text)
    case .equals(let value, let path): return equals(value, path, output, text)
    case .exists(let path):
      return result("a value at \(path)", value(at: path, in: output.outputs) != nil, "nothing there")
    case .schema(let schema, let path): return conforms(schema, path, output)
    case .maxLength(let limit):
      return result("at most \(limit) characters", text.count <= limit, "\(text.count)")
    case .minLength(let limit):
      return result("at least \(limit) characters", text.count >= limit, "\(text.count)")
    case .maxLatency(let limit):
      return result("response within \(limit) s", took.inSeconds <= limit, "\(took.inSeconds) s")
    case .maxFirstText(let limit): return firstText(limit, output)
    case .maxTokens(let limit):
      // What was not stated is not known to be little.
      let used = output.tokens?.total
      return result(
        "at most \(limit) tokens", used.map { $0 <= limit } ?? false, used.map { "\($0)" } ?? "none stated")
    case .maxCost(let limit):
      let prices = output.exchanges.compactMap(\.price)
      let cost = prices.reduce(.zero, +)
      return result(
        "a cost of at most \(limit)", !prices.isEmpty && cost <= limit,
        prices.isEmpty ? "none stated" : "\(cost)")
    case .paused:
      return result(
        "a run that waits for a person", output.failure == .paused,
        output.failure?.rawValue ?? status.rawValue)
    case .minHits(let least):
      return result("at least \(least) hits", output.hits.count >= least, "\(output.hits.count)")
    case .minScore(let least): return score(least, output.hits)
    case .hit(let wanted, let among): return hit(wanted, among, output.hits)
    case .similar(let references, let measure, let least): return similar(text, references, measure, least)
    }
  }

  private static func matches(_ pattern: String, _ text: String) -> ExpectationResult {
    let words = "text that matches /\(pattern)/"
    guard let regex = try? Regex(pattern) else {
      return ExpectationResult(
        expectation: words, holds: false, found: "the pattern is no regular expression")
    }
    let holds = text.firstMatch(of: regex) != nil
    return ExpectationResult(expectation: words, holds: holds, found: holds ? nil : shortened("'\(text)'"))
  }

  private static func equals(
    _ wanted: JSONValue, _ path: String?, _ output: TaskOutput, _ text: String
  ) -> ExpectationResult {
    let found =
      path.map { value(at: $0, in: output.outputs) }
      ?? (wanted.stringValue == nil ? output.outputs : .string(text))
    let words = "\(wanted.canonicalText)\(path.map { " at \($0)" } ?? "")"
    let holds = found.map { isEqual($0, wanted) } ?? false
    return ExpectationResult(
      expectation: words, holds: holds,
      found: holds ? nil : shortened(found.map(\.canonicalText) ?? "nothing there")
    )
  }

  private static func conforms(_ schema: JSONValue, _ path: String?, _ output: TaskOutput)
    -> ExpectationResult
  {
    let words = "outputs\(path.map { " at \($0)" } ?? "") that fit the schema"
    guard let found = path.map({ value(at: $0, in: output.outputs) }) ?? output.outputs else {
      return ExpectationResult(expectation: words, holds: false, found: "nothing there")
    }
    let problem = SchemaChecker.firstProblem(found, schema)
    return ExpectationResult(expectation: words, holds: problem == nil, found: problem.map(shortened))
  }

  private static func firstText(_ limit: Double, _ output: TaskOutput) -> ExpectationResult {
    let words = "first text within \(limit) s"
    guard let exchange = output.exchanges.first, let send = exchange.send, let first = exchange.firstText
    else {
      return ExpectationResult(expectation: words, holds: false, found: "no text")
    }
    let took = (first - send).inSeconds
    return ExpectationResult(
      expectation: words, holds: took <= limit, found: took <= limit ? nil : "\(took) s")
  }

  private static func value(at path: String, in outputs: JSONValue) -> JSONValue? {
    (try? JSONPath(path)).flatMap { $0.first(in: outputs) }
  }

  /// Numbers are equal by value, whatever their spelling.
  private static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let first = left.doubleValue, let second = right.doubleValue { return first == second }
    return left == right
  }

  static func shortened(_ text: String) -> String { text.count > 200 ? text.prefix(199) + "…" : text }
}
