import RunModel
import Session

/// What came of a single task, in lines. Pure.
struct AskSummary {
  let task: AskedTask

  var lines: [String] {
    let answer = Self.answer(task.result.outputs)
    return [
      answer.map { row("answer", $0, width: 2000) } ?? "", outputs(besides: answer),
      usage, timings, ids,
    ].filter { !$0.isEmpty } + waterfall + expectations + task.notes.map { row("note", $0) } + [verdict]
  }

  private func row(_ name: String, _ words: String, width: Int = 1000) -> String {
    name + String(repeating: " ", count: max(1, 11 - name.count)) + TerminalText.clipped(words, width: width)
  }

  /// The text of the answer, where the outputs have one.
  static func answer(_ outputs: JSONValue) -> String? {
    outputs["answer"]?.stringValue ?? outputs.stringValue
  }

  private func outputs(besides answer: String?) -> String {
    guard answer == nil, ![.null, [:]].contains(task.result.outputs) else { return "" }
    let text = task.result.outputs.canonicalText
    return row("outputs", text, width: 4000)
  }

  private var exchanges: [ExchangeRecord] { task.attempt?.exchanges ?? [] }

  /// Where the time went: the parts, then the nodes.
  private var waterfall: [String] { task.attempt.map { WaterfallText.lines($0) } ?? [] }

  private var usage: String {
    let (tokens, cost) = (task.result.tokens, task.result.cost)
    guard tokens.total > 0 || cost > .zero else { return "" }
    let currency = exchanges.compactMap(\.currency).first ?? ""
    let split =
      tokens.prompt + tokens.completion > 0 ? " (prompt \(tokens.prompt), answer \(tokens.completion))" : ""
    return row(
      "usage",
      "\(tokens.total) tokens\(split)"
        + (cost > .zero ? ", \(cost)\(currency.isEmpty ? "" : " \(currency)")" : ""))
  }

  private var timings: String {
    guard let first = exchanges.first, let sent = first.send, let attempt = task.attempt else { return "" }
    func since(_ name: String, _ instant: RunInstant?) -> String? {
      instant.map { "\(name) \(Figures.seconds(($0 - sent).inSeconds))" }
    }
    let parts = [
      first.reusedConnection ? nil : since("connected", first.connected),
      since("first byte", first.firstByte),
      since("first event", first.firstEvent), since("first text", first.firstText),
      since("all", attempt.close),
      first.serverElapsed.map { "the server's own time \(Figures.seconds($0.inSeconds))" },
    ].compactMap(\.self)
    return row("timings", parts.joined(separator: ", "))
  }

  private var ids: String {
    guard let last = exchanges.last else { return "" }
    let parts = [
      last.runID.map { "run \($0)" }, last.taskID.map { "task \($0)" },
      last.messageID.map { "message \($0)" },
      last.conversationID.map { "conversation \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? "" : row("ids", parts.joined(separator: ", "))
  }

  private var expectations: [String] {
    task.result.expectations.map { expectation in
      let found = expectation.found.map { ", found \($0)" } ?? ""
      return row("expected", "\(expectation.holds ? "holds" : "FAILS")  \(expectation.expectation)\(found)")
    }
  }

  private var verdict: String {
    let result = task.result
    if result.status == .succeeded { return row("verdict", "succeeded") }
    let words = [result.failure.map { "(\($0.rawValue))" }, result.errorMessage].compactMap(\.self)
    if result.status == .cancelled { return row("verdict", result.errorMessage ?? "cancelled") }
    return row("verdict", "\(result.status.rawValue) \(words.joined(separator: " "))")
  }
}
