/// Makes the answers of runs: order of events, fields and numbers as the recordings of Dify 1.11.2 have them.
struct RunAnswers {
  let configuration: MockConfiguration

  /// The answer to a request that is the `number`th of the server.
  func plan(_ request: RunRequest, number: UInt64) -> AnswerPlan {
    var random = MockRandom(seed: configuration.seed &+ number &* 0x9e37, text: request.content)
    let fault = request.wantedFault ?? drawFault(&random)
    let firstByte = time(configuration.firstByte, &random)
    if let fault, let refusal = refusal(fault, firstByte, request) { return refusal }
    var run = SimulatedRun(configuration, request, fault, &random)
    return request.isStreaming ? run.stream(firstByte, &random) : run.document(firstByte, &random)
  }

  private func drawFault(_ random: inout MockRandom) -> MockFault? {
    var point = random.unit()
    for (fault, share) in configuration.faults.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if point < share { return fault }
      point -= share
    }
    return nil
  }

  private func time(_ milliseconds: Double, _ random: inout MockRandom) -> Double {
    configuration.time(milliseconds, &random)
  }

  /// Faults that end a request before a run begins.
  private func refusal(_ fault: MockFault, _ pause: Double, _ request: RunRequest) -> AnswerPlan? {
    switch fault {
    case .refused: Self.overLimit(after: pause)
    case .tooMany:
      .problem(429, "too_many_requests", "Too many requests. Please try again later.", after: pause)
    case .rateLimit: .problem(429, "rate_limit_error", "The workspace's quota is spent.", after: pause)
    case .auth: .problem(401, "unauthorized", "Access token is invalid", after: pause)
    case .badRequest: .problem(400, "invalid_param", "query is required in input form", after: pause)
    case .model where !request.isStreaming && request.endpoint != .workflow:
      .problem(400, "completion_request_error", "429 Too Many Requests: model rate limit", after: pause)
    case .http500: .problem(500, "internal_server_error", "Internal Server Error", after: pause)
    case .http502: .page(502, "Bad Gateway", after: pause)
    case .http503: .page(503, "Service Temporarily Unavailable", after: pause)
    case .http504: .page(504, "Gateway Time-out", after: pause)
    case .reset: AnswerPlan(firstByte: pause, ending: .reset)
    case .badJSON where !request.isStreaming:
      AnswerPlan(firstByte: pause, pieces: [.init(pause: 0, text: "{\"task_id\": ")])
    case .hang where !request.isStreaming: AnswerPlan(firstByte: pause, ending: .hang)
    default: nil
    }
  }

  /// What 1.11.2 really sends when the app's limit is reached.
  static func overLimit(after pause: Double = 0) -> AnswerPlan {
    .problem(
      400, "invalid_param",
      "Too many requests. Please try again later. The current maximum concurrent requests allowed for this app is 1.",
      after: pause)
  }
}

extension MockConfiguration {
  /// A time of this run: spread and slowed down, milliseconds.
  func time(_ milliseconds: Double, _ random: inout MockRandom) -> Double {
    guard milliseconds > 0 else { return 0 }
    return milliseconds * slowdown * exponential(spread * random.normal())
  }

  /// e to the x, by its series: no C library needed.
  private func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for n in 1..<24 {
      term *= x / Double(n)
      sum += term
    }
    return max(sum, 0)
  }
}
