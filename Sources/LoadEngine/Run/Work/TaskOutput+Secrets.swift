import RunModel

/// The one place where what came from outside becomes fit to be written down.
extension TaskOutput {
  /// The same without any secret.
  func redacted(by secrets: Secrets) -> TaskOutput { secrets.isEmpty ? self : secrets.redact(self) }
}

extension Secrets {
  fileprivate func redact(_ output: TaskOutput) -> TaskOutput {
    var clean = output
    clean.message = output.message.map(redact)
    clean.outputs = redact(output.outputs)
    clean.text = output.text.map(redact)
    clean.exchanges = output.exchanges.map(redact)
    clean.expectations = output.expectations.map(redact)
    return clean
  }

  private func redact(_ result: ExpectationResult) -> ExpectationResult {
    var clean = result
    clean.expectation = redact(result.expectation)
    clean.found = result.found.map(redact)
    return clean
  }

  private func redact(_ exchange: ExchangeRecord) -> ExchangeRecord {
    var clean = exchange
    clean.code = exchange.code.map(redact)
    clean.runID = exchange.runID.map(redact)
    clean.taskID = exchange.taskID.map(redact)
    clean.messageID = exchange.messageID.map(redact)
    clean.conversationID = exchange.conversationID.map(redact)
    clean.currency = exchange.currency.map(redact)
    clean.serverVersion = exchange.serverVersion.map(redact)
    clean.received = exchange.received.map(redact)
    clean.headers = exchange.headers.map { headers in
      Dictionary(headers.map { (redact($0.key), redact($0.value)) }) { first, _ in first }
    }
    clean.usage = exchange.usage?.map(redact)
    clean.nodes = exchange.nodes.map(redact)
    return clean
  }

  private func redact(_ node: NodeSpan) -> NodeSpan {
    var clean = node
    clean.nodeID = redact(node.nodeID)
    clean.type = redact(node.type)
    clean.title = redact(node.title)
    clean.status = redact(node.status)
    clean.predecessor = node.predecessor.map(redact)
    clean.container = node.container.map(redact)
    clean.model = node.model.map(redact)
    clean.currency = node.currency.map(redact)
    return clean
  }

  private func redact(_ usage: ModelUsage) -> ModelUsage {
    var clean = usage
    clean.model = usage.model.map(redact)
    clean.currency = usage.currency.map(redact)
    return clean
  }
}
