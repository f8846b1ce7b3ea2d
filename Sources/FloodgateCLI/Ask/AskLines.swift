import RunModel

/// A single task as it goes on, as text: a line an event with its time, and texts as they come. Pure.
struct AskLines {
  private var isInText = false
  private var pieces = 0

  /// What is to be written for an event; a text is not ended by a line's end, for it may go on.
  mutating func take(_ event: AskedEvent) -> String {
    if let text = event.text, let name = event.name { return takeText(text, name, event.after ?? .zero) }
    let lines = Self.lines(event).map { $0 + "\n" }.joined()
    return endText() + lines
  }

  /// What is to be written at the end.
  mutating func endText() -> String {
    guard isInText else { return "" }
    isInText = false
    return "  (\(pieces) \(pieces == 1 ? "piece" : "pieces"))\n"
  }

  private mutating func takeText(_ text: String, _ name: String, _ after: Duration) -> String {
    let safe = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.clipped(String($0), width: 4000) }.joined(separator: "\n" + Self.indent)
    if isInText {
      pieces += 1
      return safe
    }
    (isInText, pieces) = (true, 1)
    return Self.head(after, name) + safe
  }

  // MARK: Lines

  private static let indent = String(repeating: " ", count: 30)

  private static func head(_ after: Duration, _ name: String) -> String {
    let time = Figures.seconds(after.inSeconds)
    let words = TerminalText.clipped(name, width: 40)
    return String(repeating: " ", count: max(0, 9 - time.count)) + time + "  " + words
      + String(repeating: " ", count: max(1, 19 - words.count))
  }

  private static func lines(_ event: AskedEvent) -> [String] {
    switch event {
    case .request(let url, let headers, let body):
      ["POST \(TerminalText.clipped(url, width: 400))"]
        + headers.map { "  \(TerminalText.clipped($0, width: 400))" }
        + ["  " + TerminalText.clipped(body.canonicalText, width: 4000)]
    case .answer(let status, let version, let after):
      [head(after, "HTTP \(status)") + (version.map { "Dify \(TerminalText.clipped($0, width: 40))" } ?? "")]
    case .ping(let after): [head(after, "ping")]
    case .document(let value, let after):
      [head(after, "document") + TerminalText.clipped(value.canonicalText, width: 4000)]
    case .event(let value, let after):
      [head(after, event.name ?? "?") + TerminalText.clipped(EventWords.of(value), width: 1000)]
    }
  }
}

/// What an event of a stream says, in a few words. Pure.
enum EventWords {
  static func of(_ event: JSONValue) -> String {
    let data = event["data"] ?? .null
    switch event["event"]?.stringValue {
    case "workflow_started": return join([data["id"]?.stringValue.map { "run \($0)" }])
    case "node_started": return node(data)
    case "node_finished", "node_retry": return join([node(data), end(data)])
    case "workflow_finished", "workflow_paused": return end(data)
    case "message_end": return usage(event["metadata"]?["usage"] ?? .null)
    case "error": return join([event["code"]?.stringValue, event["message"]?.stringValue])
    case "agent_thought":
      return join([
        event["tool"]?.stringValue.map { $0.isEmpty ? "" : "tool \($0)" }, event["thought"]?.stringValue,
        event["observation"]?.stringValue.map { $0.isEmpty ? "" : "it says: \($0)" },
      ])
    case "agent_log":
      return join(["label", "status", "error"].map { data[$0]?.stringValue })
    case "iteration_next", "loop_next":
      return join([node(data), data["index"]?.doubleValue.map { "round \(Figures.short($0 + 1))" }])
    case "human_input_required": return form(data)
    case "iteration_started", "iteration_completed", "loop_started", "loop_completed":
      return join([node(data), end(data)])
    case nil: return event.canonicalText
    default: return (data == .null ? event : data).canonicalText
    }
  }

  /// Who is asked what, and what may be answered.
  private static func form(_ data: JSONValue) -> String {
    let actions: [JSONValue] = if case .array(let all)? = data["actions"] { all } else { [] }
    let answers = actions.compactMap { $0["title"]?.stringValue ?? $0["id"]?.stringValue }
    return join([
      data["node_title"]?.stringValue, data["form_content"]?.stringValue,
      answers.isEmpty ? nil : "answers: \(answers.joined(separator: " | "))",
    ])
  }

  /// Tokens and price, as a message states them.
  private static func usage(_ usage: JSONValue) -> String {
    let price = usage["total_price"].flatMap { $0.stringValue ?? $0.doubleValue.map { "\($0)" } }
    return join([
      usage["total_tokens"]?.doubleValue.map { "\(Figures.short($0)) tokens" },
      price.map { "\($0) \(usage["currency"]?.stringValue ?? "")" },
    ])
  }

  private static func node(_ data: JSONValue) -> String {
    let type = data["node_type"]?.stringValue.map { " (\($0))" } ?? ""
    return (data["title"]?.stringValue ?? data["node_id"]?.stringValue ?? "?") + type
  }

  private static func end(_ data: JSONValue) -> String {
    let tokens =
      data["total_tokens"]?.doubleValue ?? data["execution_metadata"]?["total_tokens"]?.doubleValue
    return join([
      data["status"]?.stringValue, data["elapsed_time"]?.doubleValue.map { "server \(Figures.seconds($0))" },
      tokens.map { "\(Figures.short($0)) tokens" }, data["error"]?.stringValue,
    ])
  }

  private static func join(_ parts: [String?]) -> String {
    parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
