/// What clients ask after an answer: `/messages/{id}/suggested` and `/feedbacks`.
struct MessageEndpoint: MockEndpoint {
  let method: String
  let name: String
  let answer: @Sendable (RunRecord, MockRequest, MockConfiguration) -> AnswerPlan

  func serves(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.count == 3 && parts[0] == "messages" && parts[2] == name
  }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    let id = request.segment(2)
    return .look { records in
      // What is asked about is new.
      guard let record = records.last(where: { $0.messageID == id }) else {
        return .problem(404, "not_found", "Message Not Exists.")
      }
      return answer(record, request, configuration)
    }
  }

  static let all: [any MockEndpoint] = [
    MessageEndpoint(method: "GET", name: "suggested", answer: suggested),
    MessageEndpoint(method: "POST", name: "feedbacks", answer: feedback),
  ]

  private static func suggested(
    _ record: RunRecord, _ request: MockRequest, _ configuration: MockConfiguration
  )
    -> AnswerPlan
  {
    guard configuration.suggested > 0 else {
      return .problem(400, "bad_request", "Suggested Questions Is Disabled.")
    }
    var random = MockRandom(seed: configuration.seed, text: record.messageID)
    let time = RunClock(configuration, number: 0).time(configuration.suggested, &random)
    let questions = ["Why is that so?", "Can you give an example?", "What follows from it?"]
    return .document(
      .object([("result", .text("success")), ("data", .array(questions.map { .text($0) }))]), after: time)
  }

  private static func feedback(
    _ record: RunRecord, _ request: MockRequest, _ configuration: MockConfiguration
  )
    -> AnswerPlan
  {
    let body = MockJSON.read(request.body)
    guard let rating = body?["rating"], rating == .null || ["like", "dislike"].contains(rating.text ?? "")
    else {
      return .problem(400, "invalid_param", "rating must be like, dislike or null")
    }
    return .document(.object([("result", .text("success"))]), after: 3)
  }
}

/// `POST /text-to-audio`: a sound whose first part comes after a while, and whose length is that of the text.
struct SpeechEndpoint: MockEndpoint {
  var method: String { "POST" }

  func serves(_ path: String) -> Bool { path == "/text-to-audio" }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    guard configuration.speech > 0 else {
      return .answer(
        .problem(400, "app_unavailable", "App unavailable, please check your app configurations."))
    }
    let body = MockJSON.read(request.body)
    let text = body?["text"]?.text ?? body?["message_id"]?.text ?? ""
    if text.isEmpty { return .answer(.problem(400, "invalid_param", "text or message_id is required")) }
    var random = MockRandom(seed: configuration.seed, text: text)
    let clock = RunClock(configuration, number: 0)
    var plan = AnswerPlan(contentType: "audio/mpeg", firstByte: clock.time(configuration.speech, &random))
    let sound = [0xff, 0xf3] + [UInt8](repeating: 0x5a, count: 1022)
    for index in 0..<max(1, min(text.utf8.count / 8, 1000)) {
      plan.pieces.append(.init(pause: index == 0 ? 0 : clock.time(configuration.gap, &random), bytes: sound))
    }
    return .answer(plan)
  }
}
