import RunModel

/// Spans of Dify's nodes below the request that ran them; those of iterations and loops below their container.
struct OTLPNodes {
  let trace: TraceID
  /// The request's span.
  let request: UInt64
  /// The request's end: of nodes that had not ended.
  let until: RunInstant
  let time: (RunInstant) -> Int64

  /// A node whose beginning nobody saw has no place on the axis, and is left out.
  func spans(_ nodes: [NodeSpan]) -> [JSONValue] {
    let containers = Dictionary(
      nodes.enumerated().map { ($1.nodeID, id($0)) }, uniquingKeysWith: { first, _ in first })
    return nodes.enumerated().compactMap { number, node in
      guard let start = node.startedAt else { return nil }
      let end = node.end ?? until
      let hasFailed = node.hasFinished && node.status != "succeeded"
      return OTLPSpan(
        trace: trace.text, id: id(number), parent: node.container.flatMap { containers[$0] } ?? request,
        name: node.label, kind: .inside, from: time(start), to: max(time(start), time(end)),
        attributes: facts(node), failure: hasFailed ? node.status : nil
      ).value
    }
  }

  private func id(_ number: Int) -> UInt64 { SpanStream.node(request, number) }

  private func facts(_ node: NodeSpan) -> [String: JSONValue] {
    var facts: [String: JSONValue] = [
      "dify.node.id": .string(node.nodeID), "dify.node.type": .string(node.type),
      "dify.node.status": .string(node.status),
      "dify.node.elapsed_seconds": .number(Double(node.elapsed.nanoseconds) / 1e9),
    ]
    if node.totalTokens > 0 { facts["gen_ai.usage.total_tokens"] = .integer(Int64(node.totalTokens)) }
    facts["gen_ai.request.model"] = node.model.map { .string($0) }
    facts["dify.node.round"] = node.round.map { .integer(Int64($0)) }
    return facts
  }
}
