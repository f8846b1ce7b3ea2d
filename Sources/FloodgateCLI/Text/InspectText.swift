import FoundationEssentials
import Report
import RunModel

/// A result with its request, for people or as JSON. Pure.
enum InspectText {
  /// Some lines; what came from outside is cut and free of control characters.
  static func lines(_ result: JSONValue, _ sent: TestCase?) -> [String] {
    func text(_ name: String) -> String? { result[name]?.stringValue }
    var lines = [headline(result)]
    func add(_ name: String, _ words: String?, width: Int = 400) {
      guard let words, !words.isEmpty else { return }
      let padded = name + String(repeating: " ", count: max(1, 10 - name.count))
      lines.append("    " + padded + TerminalText.clipped(words, width: width))
    }
    add("sent", request(result, sent))
    for turn in sent?.turns ?? [] { add("turn", turn.query) }
    for file in sent?.files ?? [] { add("file", "\(file.type) \(self.file(file.source))") }
    add("received", answer(result))
    add("said", text("message"))
    if case .object(let headers) = result["headers"] ?? .null {
      add(
        "headers",
        headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.stringValue ?? "")" }.joined(
          separator: "; "))
    }
    add("body", text("received").map(ends), width: 1200)
    if let outputs = result["outputs"] { add("outputs", outputs.canonicalText, width: 1000) }
    add("run", text("run"))
    add("trace", text("trace"))
    return lines
  }

  /// The result with `request`, what was asked.
  static func json(_ result: JSONValue, _ sent: TestCase?) -> String {
    guard let sent, case .object(var members) = result else { return result.canonicalText }
    var request: [String: JSONValue] = ["inputs": .object(sent.parameters)]
    request["query"] = sent.query.map { .string($0) }
    if !sent.turns.isEmpty { request["turns"] = .array(sent.turns.map { .string($0.query) }) }
    if !sent.files.isEmpty {
      request["files"] = .array(sent.files.map { .string("\($0.type) \(file($0.source))") })
    }
    members["request"] = .object(request)
    return JSONValue.object(members).canonicalText
  }

  private static func headline(_ result: JSONValue) -> String {
    func text(_ name: String) -> String? { result[name]?.stringValue }
    let attempt = result["attempt"]?.doubleValue.flatMap { Int(exactly: $0) } ?? 0
    let status = text("status") ?? text("task_status") ?? "?"
    var words = "\(status)\(text("failure").map { " (\($0))" } ?? ""): \(text("task") ?? "?")"
    words += attempt > 0 ? " attempt \(attempt)" : " was never begun"
    let place = [text("scenario").map { "scenario \($0)" }, text("variant").map { "variant \($0)" }]
      .compactMap(\.self)
    words += " of case \(text("case") ?? "?"), \(place.joined(separator: ", "))"
    if let start = result["start_ns"]?.doubleValue { words += ", at second \(Figures.fixed(start / 1e9, 3))" }
    if let response = result["response_ns"]?.doubleValue {
      words += ", response time \(Figures.seconds(response / 1e9))"
    }
    if let reason = text("cancel_reason") { words += ", cancelled: \(reason)" }
    return TerminalText.clipped(words, width: 400)
  }

  private static func request(_ result: JSONValue, _ sent: TestCase?) -> String? {
    let inputs = sent.map { .object($0.parameters) } ?? result["parameters"]
    return [inputs?.canonicalText, sent?.query.map { "query \"\($0)\"" }].compactMap(\.self).joined(
      separator: "  ")
  }

  private static func file(_ source: FileReference.Source) -> String {
    switch source {
    case .upload(let path): path
    case .remote(let url): url
    }
  }

  /// The beginning and the end of a long text: of a stream the end says what went wrong.
  private static func ends(_ text: String) -> String {
    text.count > 1100 ? "\(text.prefix(400)) [...] \(text.suffix(700))" : text
  }

  private static func answer(_ result: JSONValue) -> String? {
    func number(_ name: String) -> Double? { result[name]?.doubleValue }
    guard let status = number("http") else { return nil }
    var words = [status > 0 ? "HTTP \(Int(min(status, 999)))" : "no answer"]
    if let code = result["code"]?.stringValue { words.append(code) }
    for (name, unit) in [("events", "events"), ("bytes", "bytes"), ("tokens", "tokens"), ("turns", "turns")] {
      if let count = number(name), count > 0 { words.append("\(Int(min(count, 1e15))) \(unit)") }
    }
    for (name, title) in [
      ("ttfb_ns", "first byte"), ("ttft_ns", "first text"), ("server_ns", "server's own time"),
    ] {
      if let time = number(name) { words.append("\(title) \(Figures.seconds(time / 1e9))") }
    }
    return words.joined(separator: ", ")
  }
}
