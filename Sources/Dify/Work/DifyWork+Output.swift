import CurlTransport
import LoadEngine
import RunModel

/// What became of one request.
extension DifyWork {
  /// The verdict on a request that has ended, and all that is known of it.
  @inline(never)
  func output(_ context: TaskContext, _ asked: Asked) -> TaskOutput {
    let (transfer, reader, user) = (client.transport.end(asked.request), asked.reader, asked.user)
    reader.finish()
    var exchange = reader.exchange
    exchange.take(transfer, scope: context.scope)
    if transfer.endedByConsumer, reader.overflow == nil { exchange.endAtLastEvent() }
    exchange.serverVersion = reader.serverVersion
    exchange.code = reader.facts.problem?.code
    client.target.prices?.charge(&exchange)
    let verdict = judge(context, transfer, reader)
    if transfer.failure != nil || verdict.failure == .tooLarge { stop(&exchange, user) }
    ledger.note(
      exchange,
      RunLedger.Entry(
        user: user, seen: SeenEnd(reader.facts), mayHaveBegun: verdict.failure?.meansNothingBegan != true))
    if verdict.status != .succeeded {
      exchange.received = reader.excerpt.text(client.secrets)
      exchange.headers = reader.headers
    }
    var output = TaskOutput(
      status: verdict.status, failure: verdict.failure, message: verdict.message,
      outputs: reader.facts.outputs, text: reader.facts.text.isEmpty ? nil : reader.facts.text,
      exchanges: [exchange],
      retryAfter: reader.retryAfter)
    output.hits = reader.facts.hits
    return output
  }

  private func judge(_ context: TaskContext, _ transfer: Transfer, _ reader: AnswerReader)
    -> OutcomeClassifier.Verdict
  {
    if let limit = reader.overflow {
      return .error(.tooLarge, "an event or the answer is larger than \(limit) bytes")
    }
    if let failure = transfer.failure {
      return OutcomeClassifier.judge(failure, afterDeadline: context.isPastDeadline)
    }
    return OutcomeClassifier.judge(
      family: family, httpStatus: transfer.status, isStream: reader.isStream, isJSON: reader.isJSON,
      facts: reader.facts, endsInsideEvent: reader.endsInsideEvent)
  }

  /// Chatbots and agents send no `workflow_finished`.
  var family: OutcomeClassifier.Family {
    endpoint.family == .chatflow && client.target.app != .advancedChat ? .message : endpoint.family
  }

  /// A run that the client gives up goes on at the server, unless it is stopped.
  private func stop(_ exchange: inout ExchangeRecord, _ user: String) {
    guard client.target.givingUp == .stop else { return }
    guard let task = exchange.taskID else {
      // Nothing was sent, or nothing came back to name the run by.
      exchange.stopRequest = exchange.firstByte == nil && exchange.bytesSent == 0 ? nil : .impossible
      return
    }
    exchange.stopRequest = .sent
    stops.stop(path: endpoint.stopPath(taskID: task), user: user)
  }
}
