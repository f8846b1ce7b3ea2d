import RunModel

/// Tells errors apart by HTTP status, code and message (<doc:DifyAPI>).
enum ErrorClassifier {
  typealias Verdict = OutcomeClassifier.Verdict

  /// An answer with a status other than 200.
  static func judge(_ status: Int, isJSON: Bool, _ problem: AnswerFacts.Problem?) -> Verdict {
    guard isJSON, let problem else { return judge(withoutEnvelope: status) }
    let text = shortened("\(status) \(problem.code): \(problem.message)")
    if let known = known(problem) { return .failed(known, text) }
    switch status {
    case 400...499: return .failed(.http4xx, text)
    default: return .error(.http5xx, text)
    }
  }

  /// An `error` event inside a stream. What Dify counts as its own fault is an error, the rest a failure.
  static func judge(event problem: AnswerFacts.Problem) -> Verdict {
    let text = shortened("error event \(problem.status) \(problem.code): \(problem.message)")
    if problem.status == 400, isThrottled(problem) { return .failed(.appRefused, text) }
    if modelCodes.contains(problem.code) { return .failed(.modelError, text) }
    return .failed(.streamError, text)
  }

  /// HTML, or nothing: a proxy's page, or a path that the app does not know.
  private static func judge(withoutEnvelope status: Int) -> Verdict {
    switch status {
    case 0: return .error(.protocolError, "no HTTP status")
    case 429: return .failed(.rateLimited, "429 without Dify's envelope")
    case 401, 403: return .failed(.auth, "\(status) without Dify's envelope")
    case 502, 503, 504, 524: return .error(.gateway, "\(status) from a gateway")
    case 400...499: return .failed(.http4xx, "\(status) without Dify's envelope")
    case 500...599: return .error(.http5xx, "\(status) without Dify's envelope")
    default: return .error(.protocolError, "unexpected status \(status)")
    }
  }

  private static func known(_ problem: AnswerFacts.Problem) -> FailureClass? {
    if isThrottled(problem) { return .appRefused }
    switch problem.code {
    case "rate_limit_error": return .rateLimited
    case "unauthorized", "forbidden", "file_access_denied": return .auth
    case "invalid_param" where problem.message.hasPrefix("Run failed:"): return classOfRun(problem.message)
    case "completion_request_error", "provider_not_initialize", "provider_quota_exceeded",
      "model_currently_not_support":
      return .modelError
    case "too_many_requests": return .appRefused
    default: return (400...499).contains(problem.status) ? .badRequest : nil
    }
  }

  /// The concurrency limit: 429 by the documentation, 400 `invalid_param` in truth.
  private static func isThrottled(_ problem: AnswerFacts.Problem) -> Bool {
    problem.code == "too_many_requests" || problem.message.hasPrefix("Too many requests")
  }

  /// A failed run's error text tells whether the model was at fault.
  static func classOfRun(_ error: String?) -> FailureClass {
    guard let text = error?.lowercased() else { return .workflowFailed }
    let signs = ["[openai", "rate limit", "provider", "credential", "quota", "model"]
    return signs.contains { text.contains($0) } ? .modelError : .workflowFailed
  }

  private static let modelCodes: Set<String> = [
    "completion_request_error", "provider_not_initialize", "provider_quota_exceeded",
    "model_currently_not_support",
  ]

  /// A text of at most 300 characters on one line.
  static func shortened(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 }.prefix(301))
    return line.count > 300 ? line.prefix(299) + "…" : line
  }
}
