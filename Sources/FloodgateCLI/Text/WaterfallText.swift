import Report
import RunModel

/// Where one attempt's time went, as lines of a terminal: its parts, then its nodes. Pure.
enum WaterfallText {
  private static let nameWidth = 31
  private static let barWidth = 24

  /// Nothing for a result that does not say.
  static func lines(_ result: JSONValue) -> [String] {
    guard let parts = ResultTime.parts(result), parts.total > 0 else { return [] }
    return Self.parts(parts) + nodes(ResultTime.nodes(result), total: parts.total)
  }

  /// Of an attempt that is at hand.
  static func lines(_ attempt: AttemptRecord) -> [String] {
    let parts = TimeParts(attempt)
    guard parts.total > 0 else { return [] }
    let origin = attempt.intendedStart.nanoseconds
    let nodes = attempt.exchanges.flatMap(\.nodes).map { node in
      var moved = node
      moved.startedAt = node.startedAt.map { RunInstant(nanoseconds: $0.nanoseconds - origin) }
      moved.finishedAt = node.finishedAt.map { RunInstant(nanoseconds: $0.nanoseconds - origin) }
      return moved
    }
    return Self.parts(parts) + Self.nodes(nodes, total: parts.total)
  }

  /// Each part begins where the one before ended; parts that alternate, such as nodes and gaps, are joined.
  private static func parts(_ parts: TimeParts) -> [String] {
    let total = parts.total
    var position: Int64 = 0
    var lines: [String] = []
    for part in TimePart.allCases where parts[part] > 0 || part == .remainder {
      let share = Figures.wholePercent(Double(parts[part]) / Double(total))
      lines.append(
        line(part.title, parts[part], share, bar(from: position, to: position &+ parts[part], of: total)))
      position &+= max(parts[part], 0)
    }
    return lines + [line("task", total, "100 %", "")]
  }

  private static func nodes(_ nodes: [NodeSpan], total: Int64) -> [String] {
    if nodes.isEmpty { return [] }
    let path = CriticalPath(nodes, end: RunInstant(nanoseconds: total)).shares
    let all = path.reduce(0, &+)
    // Over their own stretch: after a long wait in a queue all would be one stroke at its end.
    let first = nodes.map(\.begin).min() ?? 0
    let last = nodes.map { $0.end?.nanoseconds ?? total }.max() ?? total
    let width = max(last &- first, 1)
    let lines = nodes.enumerated().sorted { ($0.1.begin, $0.0) < ($1.1.begin, $1.0) }.map { index, node in
      let end = node.end?.nanoseconds ?? total
      let share = path[index] > 0 ? Figures.wholePercent(Double(path[index]) / Double(max(all, 1))) : ""
      let mark: Character = path[index] > 0 ? "#" : "-"
      return line(
        name(node), end &- node.begin, share,
        bar(from: node.begin &- first, to: end &- first, of: width, mark))
        + remark(node)
    }
    let stretch = "\(Figures.nanoseconds(first)) to \(Figures.nanoseconds(last))"
    return ["nodes, from \(stretch): # on the critical path with the share of it, - beside it"] + lines
  }

  private static func name(_ node: NodeSpan) -> String {
    (node.container == nil ? "" : "  ") + node.label + (node.round.map { " #\($0 + 1)" } ?? "")
  }

  private static func remark(_ node: NodeSpan) -> String {
    let words = [
      node.status == "succeeded" ? nil : node.status,
      node.retries > 0 ? "tried \(node.retries + 1) times" : nil,
      node.totalTokens > 0 ? "\(node.totalTokens) tokens" : nil, node.price > .zero ? "\(node.price)" : nil,
    ].compactMap(\.self)
    return words.isEmpty ? "" : "  " + TerminalText.clipped(words.joined(separator: ", "), width: 60)
  }

  private static func line(_ name: String, _ nanoseconds: Int64, _ share: String, _ bar: String) -> String {
    let name = TerminalText.clipped(name, width: nameWidth)
    return padded(name, nameWidth, left: true) + padded(Figures.nanoseconds(nanoseconds), 10)
      + padded(share, 6)
      + (bar.isEmpty ? "" : "  |" + bar + "|")
  }

  private static func bar(from: Int64, to: Int64, of total: Int64, _ mark: Character = "#") -> String {
    func column(_ nanoseconds: Int64) -> Int {
      Int((min(max(Double(nanoseconds) / Double(total), 0), 1) * Double(barWidth)).rounded())
    }
    let start = min(column(from), barWidth - 1)
    let length = max(1, column(to) - start)
    return String(repeating: " ", count: start) + String(repeating: mark, count: length)
      + String(repeating: " ", count: max(0, barWidth - start - length))
  }

  private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + space : space + text
  }
}

extension NodeSpan {
  /// When it began, nanoseconds.
  fileprivate var begin: Int64 {
    startedAt?.nanoseconds ?? ((finishedAt?.nanoseconds ?? elapsed.nanoseconds) &- elapsed.nanoseconds)
  }
}
