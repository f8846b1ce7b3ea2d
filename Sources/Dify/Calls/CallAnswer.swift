import CurlTransport
import LoadEngine
import RunModel

/// The answer to one request that is no run, with what the network and the status say of it.
struct CallAnswer {
  var exchange: ExchangeRecord
  /// What is wrong with it, whatever its content; `nil` when it is what was asked for.
  var problem: OutcomeClassifier.Verdict?
  /// The document; null when the answer is none.
  var document: JSONValue
  var isAudio: Bool
  /// Bytes of its body.
  var bodyBytes: Int
  var retryAfter: Duration?

  /// What a task came to by it.
  func output(_ verdict: OutcomeClassifier.Verdict? = nil) -> TaskOutput {
    let verdict = problem ?? verdict ?? .success
    return TaskOutput(
      status: verdict.status, failure: verdict.failure, message: verdict.message, exchanges: [exchange],
      retryAfter: retryAfter)
  }
}

extension DifyClient {
  /// Sends a request that is no run, and reads its answer whole.
  func call(_ untraced: HTTPRequest, _ context: TaskContext, expecting statuses: ClosedRange<Int> = 200...201)
    async -> CallAnswer
  {
    let request = traced(untraced, context)
    let reader = AnswerReader(scope: context.scope, keepsContent: false)
    if let tell { reader.tap = AnswerTap(tell, request, secrets: secrets, start: context.scope.now) }
    let transfer = await transport.perform(request, reader, abortedBy: context.signal)
    reader.finish()
    var exchange = reader.exchange
    exchange.take(transfer, scope: context.scope)
    exchange.serverVersion = reader.serverVersion
    exchange.code = reader.facts.problem?.code
    exchange.traceparent = request.traceparent
    var answer = CallAnswer(
      exchange: exchange, problem: nil, document: .null, isAudio: reader.isAudio,
      bodyBytes: reader.excerpt.count, retryAfter: reader.retryAfter)
    if reader.isJSON {
      var scanner = JSONScanner(reader.takeDocument())
      let document = scanner.value()
      if !scanner.isBroken, scanner.isAtEnd() { answer.document = document }
    }
    answer.problem = problem(context, transfer, reader, answer, statuses)
    if answer.problem != nil {
      answer.exchange.received = reader.excerpt.text(secrets)
      answer.exchange.headers = reader.headers
    }
    return answer
  }

  private func problem(
    _ context: TaskContext, _ transfer: Transfer, _ reader: AnswerReader, _ answer: CallAnswer,
    _ statuses: ClosedRange<Int>
  ) -> OutcomeClassifier.Verdict? {
    if let limit = reader.overflow { return .error(.tooLarge, "the answer is larger than \(limit) bytes") }
    if let failure = transfer.failure {
      return OutcomeClassifier.judge(failure, afterDeadline: context.isPastDeadline)
    }
    guard statuses.contains(transfer.status) else {
      return ErrorClassifier.judge(transfer.status, isJSON: reader.isJSON, reader.facts.problem)
    }
    if reader.excerpt.isEmpty { return .error(.emptyAnswer, "the answer has no body") }
    if !reader.isAudio, answer.document == .null {
      return .error(.badJSON, "the answer is no JSON document")
    }
    return nil
  }
}
