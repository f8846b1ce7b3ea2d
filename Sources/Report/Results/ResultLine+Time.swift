import RunModel

/// Where an attempt's time went, in its line: its parts, and its nodes, which begin so long after the planned start.
extension ResultLine {
  /// The names of parts, as they stand in a line.
  private static let names = TimePart.allCases.map { Array("\"\($0.rawValue)\":".utf8) }
  /// More nodes than this are not written.
  private static let nodeLimit = 500

  static func writeTime(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord) {
    writer.writeRaw(",\"parts\":{")
    var isFirst = true
    TimeParts(attempt).forEach { part, nanoseconds in
      if !isFirst { writer.writeRaw(",") }
      writer.writeRaw(names[part.position])
      writer.write(integer: nanoseconds)
      isFirst = false
    }
    writer.writeRaw("}")
    guard let last = attempt.exchanges.indices.last, !attempt.exchanges[last].nodes.isEmpty else { return }
    for (index, node) in attempt.exchanges[last].nodes.prefix(nodeLimit).enumerated() {
      writer.writeRaw(index == 0 ? ",\"nodes\":[{" : ",{")
      write(&writer, node, from: attempt.intendedStart)
      writer.writeRaw("}")
    }
    writer.writeRaw("]")
  }

  private static func write(_ writer: inout CanonicalJSON, _ node: NodeSpan, from origin: RunInstant) {
    writer.writeRaw("\"node\":")
    writer.write(node.nodeID)
    writeText(&writer, ",\"type\":", node.type)
    writeText(&writer, ",\"title\":", node.title)
    writeText(&writer, ",\"status\":", node.status)
    writeNumber(&writer, ",\"server_ns\":", node.elapsed.nanoseconds)
    if let start = node.startedAt { writeNumber(&writer, ",\"start_ns\":", start.nanoseconds(since: origin)) }
    if let end = node.finishedAt { writeNumber(&writer, ",\"end_ns\":", end.nanoseconds(since: origin)) }
    writeText(&writer, ",\"in\":", node.container)
    if let round = node.round { writeNumber(&writer, ",\"round\":", Int64(round)) }
    if node.retries > 0 { writeNumber(&writer, ",\"retries\":", Int64(node.retries)) }
    if node.totalTokens > 0 { writeNumber(&writer, ",\"tokens\":", Int64(node.totalTokens)) }
    if node.price > .zero { writeText(&writer, ",\"price\":", node.price.description) }
  }
}
