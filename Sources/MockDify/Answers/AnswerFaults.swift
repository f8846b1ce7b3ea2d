/// What faults make of an answer that is otherwise whole. Pure.
extension MockFault {
  /// Changes the answer's body, or has the connection change it.
  func distort(_ plan: inout AnswerPlan, _ events: RunEvents) {
    if isOfWire {
      plan.wireFault = self
    } else if plan.isStream {
      distortStream(&plan, events)
    } else {
      distortDocument(&plan)
    }
  }

  private func distortStream(_ plan: inout AnswerPlan, _ events: RunEvents) {
    let middle = plan.pieces.count / 2
    switch self {
    case .lostStart: plan.dropEvent("workflow_started")
    case .twoTerminals: plan.pieces.append(contentsOf: plan.pieces.suffix(1))
    case .cutTerminal:
      guard let last = plan.pieces.popLast() else { return }
      plan.pieces.append(.init(pause: last.pause, bytes: Array(last.bytes.prefix(last.bytes.count / 2))))
    case .textAfterEnd:
      plan.pieces.append(.init(pause: 0, text: "data: \(events.text("after the end").written)\n\n"))
    case .notJSON: plan.pieces.insert(.init(pause: 0, text: "data: {oops\n\n"), at: middle)
    case .unknownEvent:
      plan.pieces.insert(.init(pause: 0, text: "data: \(events.unknown().written)\n\n"), at: middle)
    case .badUTF8:
      let parts = events.text("TEXT").written.split(separator: "TEXT").map { Array($0.utf8) }
      let bytes = Array("data: ".utf8) + parts.joined(separator: [0xff, 0xc3, 0x28]) + [0x0a, 0x0a]
      plan.pieces.insert(.init(pause: 0, bytes: bytes), at: middle)
    case .nulBytes: plan.pieces.insert(.init(pause: 0, bytes: [0, 0, 0, 0x0a, 0x0a]), at: middle)
    case .hugeLine:
      let text = "data: {\"event\": \"text_chunk\", \"data\": {\"text\": \""
      let bytes = Array(text.utf8) + Array(repeating: 0x61, count: 20 << 20) + Array("\"}}\n\n".utf8)
      plan.pieces.insert(.init(pause: 0, bytes: bytes), at: middle)
    case .crlf: plan.pieces = plan.pieces.map { $0.replacing([0x0a], with: [0x0d, 0x0a]) }
    case .comments:
      plan.pieces = plan.pieces.flatMap { [.init(pause: 0, text: ": still here\n\n"), $0] }
    case .endless:
      let text = AnswerPlan.Piece(pause: 1, text: "data: \(events.text("more ").written)\n\n")
      plan.pieces = Array(plan.pieces.prefix(middle)) + Array(repeating: text, count: 20_000)
      plan.ending = .hang
    case .wrongType: plan.contentType = "application/octet-stream"
    case .deepJSON, .hugeNumbers: distortNumbers(&plan)
    case .emptyBody: plan.pieces = []
    case .noContent: (plan.status, plan.pieces) = (204, [])
    default: break
    }
  }

  private func distortDocument(_ plan: inout AnswerPlan) {
    switch self {
    case .badJSON: plan.pieces = [.init(pause: 0, text: "{\"task_id\": ")]
    case .endless:
      plan.pieces = plan.pieces + Array(repeating: .init(pause: 1, text: "  "), count: 20_000)
      plan.ending = .hang
    case .notJSON: plan.pieces = [.init(pause: 0, text: "oops")]
    case .badUTF8:
      plan.pieces = plan.pieces.map { $0.replacing(Array("asked".utf8), with: [0xff, 0xc3, 0x28]) }
    case .wrongType: plan.contentType = "text/plain"
    case .deepJSON, .hugeNumbers: distortNumbers(&plan)
    case .emptyBody: plan.pieces = []
    case .noContent: (plan.status, plan.pieces) = (204, [])
    default: break
    }
  }

  /// Puts what no reader wants into the places where the outcome stands.
  private func distortNumbers(_ plan: inout AnswerPlan) {
    let nested = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let changes: [(String, String)] =
      self == .deepJSON
      ? [
        ("\"outputs\": {", "\"outputs\": {\"deep\": \(nested), "), (", }", "}"),
        ("\"metadata\": {", "\"metadata\": {\"deep\": \(nested), "),
      ] : [("\"total_tokens\": ", "\"total_tokens\": 1e400")]
    plan.pieces = plan.pieces.map { piece in
      changes.reduce(piece) { $0.replacing(Array($1.0.utf8), with: Array($1.1.utf8)) }
    }
  }
}

extension AnswerPlan {
  /// Leaves an event of the stream out; what follows comes when it would have.
  fileprivate mutating func dropEvent(_ name: String) {
    let mark = Array("data: {\"event\": \"\(name)\"".utf8)
    guard let index = pieces.firstIndex(where: { $0.bytes.starts(with: mark) }) else { return }
    let pause = pieces.remove(at: index).pause
    if index < pieces.count { pieces[index].pause += pause }
  }
}

extension AnswerPlan.Piece {
  /// The same with each occurrence of some bytes replaced.
  func replacing(_ old: [UInt8], with new: [UInt8]) -> AnswerPlan.Piece {
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == old[0], bytes[position...].starts(with: old) {
        output += new
        position += old.count
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return .init(pause: pause, bytes: output)
  }
}
