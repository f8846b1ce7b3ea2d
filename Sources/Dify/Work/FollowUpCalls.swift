import CurlTransport
import LoadEngine
import RunModel
import Statistics

/// What a client asks after an answer. The answer's own times have none of it.
struct FollowUpCalls: Sendable {
  let client: DifyClient
  let plan: [FollowUp]

  /// Makes those that are drawn; one that fails makes the task fail.
  func make(after output: inout TaskOutput, _ context: TaskContext, user: String) async {
    guard output.status == .succeeded, let message = output.exchanges.last?.messageID else { return }
    var random = SeededGenerator(
      seed: stableHash(message), stream: UInt64(context.index), UInt64(context.attempt), 0xf0110)
    for followUp in plan where Double.random(in: 0..<1, using: &random) < followUp.share {
      let answer = await client.call(request(followUp, message, user, context), context)
      let verdict = answer.problem ?? Self.verdict(followUp.kind, answer) ?? .success
      let (sent, close) = (answer.exchange.send ?? context.now, answer.exchange.close ?? context.now)
      let call = CallRecord(followUp.kind.call, took: (close - sent).nanoseconds, failure: verdict.failure)
      output.exchanges[output.exchanges.count - 1].note(call)
      guard verdict.status != .succeeded else { continue }
      (output.status, output.failure) = (verdict.status, verdict.failure)
      output.message = "\(followUp.kind.rawValue) after the answer: \(verdict.message ?? "it failed")"
      return
    }
  }

  private func request(_ followUp: FollowUp, _ message: String, _ user: String, _ context: TaskContext)
    -> HTTPRequest
  {
    let path = "/messages/\(AddressText.encoded(message))"
    switch followUp.kind {
    case .suggested:
      return client.get("\(path)/suggested?user=\(AddressText.encoded(user))", timeout: 0, user: context.user)
    case .feedback:
      let body: JSONValue = ["rating": .string(followUp.rating.rawValue), "user": .string(user)]
      return client.post("\(path)/feedbacks", body: CanonicalJSON.bytes(of: body), user: context.user)
    case .speech:
      return SpeechCall.request(client, ["message_id": .string(message), "user": .string(user)], context)
    }
  }

  private static func verdict(_ kind: FollowUp.Kind, _ answer: CallAnswer) -> OutcomeClassifier.Verdict? {
    switch kind {
    case .speech: return SpeechCall.verdict(answer)
    case .suggested:
      if case .array? = answer.document["data"] { return nil }
      return .error(.protocolError, "the answer has no list of questions")
    case .feedback:
      return answer.document["result"] == "success"
        ? nil : .error(.protocolError, "the answer does not say success")
    }
  }
}

extension FollowUp.Kind {
  /// As reports call it.
  fileprivate var call: CallRecord.Name {
    switch self {
    case .suggested: .suggested
    case .feedback: .feedback
    case .speech: .speech
    }
  }
}
