/// The answers of faults that end a request before a run begins. Pure.
struct RefusedAnswers {
  private let request: RunRequest

  init(_ request: RunRequest) { self.request = request }

  /// The answer; `nil` when a run begins in spite of the fault.
  func answer(to fault: MockFault, after pause: Double) -> AnswerPlan? {
    if let page = Self.page(fault, after: pause) { return page }
    switch fault {
    case .refused: return Self.overLimit(after: pause)
    case .tooMany:
      return .problem(429, "too_many_requests", "Too many requests. Please try again later.", after: pause)
    case .rateLimit:
      return .problem(429, "rate_limit_error", "The workspace's quota is spent.", after: pause)
    case .auth: return .problem(401, "unauthorized", "Access token is invalid", after: pause)
    case .badRequest:
      return .problem(400, "invalid_param", "query is required in input form", after: pause)
    case .model where !request.isStreaming && request.kind != .workflow:
      return .problem(
        400, "completion_request_error", "429 Too Many Requests: model rate limit", after: pause)
    case .http500: return .problem(500, "internal_server_error", "Internal Server Error", after: pause)
    case .reset: return AnswerPlan(firstByte: pause, ending: .reset)
    case .hang where !request.isStreaming: return AnswerPlan(firstByte: pause, ending: .hang)
    default: return nil
    }
  }

  /// Pages of what stands before Dify.
  private static func page(_ fault: MockFault, after pause: Double) -> AnswerPlan? {
    switch fault {
    case .http502: return .page(502, "Bad Gateway", after: pause)
    case .http503: return busy(after: pause)
    case .http504: return .page(504, "Gateway Time-out", after: pause)
    case .html404: return .page(404, "Not Found", after: pause)
    case .html429: return .page(429, "Too Many Requests", after: pause)
    case .html200: return .page(200, "Please sign in", after: pause)
    case .redirect:
      var page = AnswerPlan.page(302, "Found", after: pause)
      page.headers = [.init(name: "Location", value: "http://127.0.0.1:1/elsewhere")]
      return page
    default: return nil
    }
  }

  /// What a gateway says when too many wait.
  static func busy(after pause: Double = 0) -> AnswerPlan {
    .page(503, "Service Temporarily Unavailable", after: pause)
  }

  /// What 1.11.2 really sends when the app's limit is reached.
  static func overLimit(after pause: Double = 0) -> AnswerPlan {
    .problem(
      400, "invalid_param",
      "Too many requests. Please try again later. The current maximum concurrent requests allowed for this app is 1.",
      after: pause)
  }
}
