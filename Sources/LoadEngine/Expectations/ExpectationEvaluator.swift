import RunModel

/// Judges answers by expectations. Pure.
package enum ExpectationEvaluator {
  /// The outcome with its expectations judged: a success with one that does not hold is failed; a failure that
  /// was expected (`status: failed`) succeeds.
  static func judge(_ outcome: TaskOutput, _ expectations: [Expectation], took: Duration) -> TaskOutput {
    guard outcome.status != .cancelled, !outcome.wasStopped else { return outcome }
    guard outcome.status == .succeeded || expectations.contains(where: { $0.speaks(of: outcome.failure) })
    else {
      return outcome
    }
    let answer = JudgedAnswer(outcome, took: took)
    let results = expectations.map { evaluate($0, answer) }
    var judged = outcome
    judged.expectations += results
    if let broken = results.first(where: { !$0.holds }) {
      (judged.status, judged.failure) = (.failed, .expectation)
      judged.message = "expected \(broken.expectation)\(broken.found.map { ", found \($0)" } ?? "")"
    } else if outcome.status != .succeeded {
      (judged.status, judged.failure) = (.succeeded, nil)
    }
    return judged
  }

  /// How one expectation comes out.
  package static func evaluate(
    _ expectation: Expectation, _ output: TaskOutput, took: Duration
  ) -> ExpectationResult { evaluate(expectation, JudgedAnswer(output, took: took)) }

  private static func evaluate(_ expectation: Expectation, _ answer: JudgedAnswer) -> ExpectationResult {
    switch expectation {
    case .status(let wanted): answer.has(wanted)
    case .refused: answer.isRefused
    case .contains(let part): answer.contains(part)
    case .excludes(let part): answer.excludes(part)
    case .matches(let pattern): answer.matches(pattern)
    case .equals(let value, let path): answer.equals(value, path)
    case .exists(let path): answer.hasValue(at: path)
    case .schema(let schema, let path): answer.conforms(to: schema, path)
    case .maxLength(let limit): answer.isAtMost(limit)
    case .minLength(let limit): answer.isAtLeast(limit)
    case .maxLatency(let limit): answer.took(atMost: limit)
    case .maxFirstText(let limit): answer.began(within: limit)
    case .maxTokens(let limit): answer.used(atMost: limit)
    case .maxCost(let limit): answer.cost(atMost: limit)
    case .paused: answer.waitsForAPerson
    case .handledErrors: answer.mayHaveHandledErrors
    case .minHits(let least): answer.hasHits(atLeast: least)
    case .minScore(let least): answer.scores(atLeast: least)
    case .hit(let wanted, let among): answer.hits(wanted, among)
    case .similar(let references, let measure, let least): answer.isLike(references, measure, least)
    }
  }
}

extension Expectation {
  /// Whether it speaks of a task that failed so, which may have been meant to.
  fileprivate func speaks(of failure: FailureClass?) -> Bool {
    switch self {
    case .status, .refused, .paused: true
    // Other failures keep their class.
    case .handledErrors: failure == .partial
    default: false
    }
  }
}
