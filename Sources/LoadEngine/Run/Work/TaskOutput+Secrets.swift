import RunModel

/// The one place where what came from outside becomes fit to be written down.
extension TaskOutput {
  /// Takes every secret out.
  mutating func redact(_ secrets: Secrets) {
    if !secrets.isEmpty { secrets.redact(&self) }
  }
}

/// In place: records are large, and hardly ever hold a secret.
extension Secrets {
  fileprivate func redact(_ output: inout TaskOutput) {
    output.message = output.message.map(redact)
    output.outputs = redact(output.outputs)
    output.text = output.text.map(redact)
    for index in output.exchanges.indices { redact(&output.exchanges[index]) }
    for index in output.expectations.indices { redact(&output.expectations[index]) }
  }

  private func redact(_ result: inout ExpectationResult) {
    result.expectation = redact(result.expectation)
    result.found = result.found.map(redact)
  }

  private func redact(_ exchange: inout ExchangeRecord) {
    exchange.code = exchange.code.map(redact)
    exchange.runID = exchange.runID.map(redact)
    exchange.taskID = exchange.taskID.map(redact)
    exchange.messageID = exchange.messageID.map(redact)
    exchange.conversationID = exchange.conversationID.map(redact)
    exchange.currency = exchange.currency.map(redact)
    exchange.serverVersion = exchange.serverVersion.map(redact)
    exchange.received = exchange.received.map(redact)
    exchange.headers = exchange.headers.map { headers in
      Dictionary(headers.map { (redact($0.key), redact($0.value)) }) { first, _ in first }
    }
    exchange.usage = exchange.usage?.map(redact)
    for index in exchange.nodes.indices { redact(&exchange.nodes[index]) }
  }

  private func redact(_ node: inout NodeSpan) {
    node.nodeID = redact(node.nodeID)
    node.type = redact(node.type)
    node.title = redact(node.title)
    node.status = redact(node.status)
    node.predecessor = node.predecessor.map(redact)
    node.container = node.container.map(redact)
    node.model = node.model.map(redact)
    node.currency = node.currency.map(redact)
  }

  private func redact(_ usage: ModelUsage) -> ModelUsage {
    var clean = usage
    clean.model = usage.model.map(redact)
    clean.currency = usage.currency.map(redact)
    return clean
  }
}
