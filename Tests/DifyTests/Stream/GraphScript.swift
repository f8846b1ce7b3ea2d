import RunModel
import ServerSentEvents

@testable import Dify

/// A stream as a script, an event a line: its millisecond, what it is, of which node. `each/x#1` is the node x in round 1 of
/// the container `each`; what is not in a container is named alone.
///
///     0 start                 workflow_started
///     2 + code a              node_started         20 - a [status]    node_finished
///     9 ~ a                   node_retry           30 " a             text of a's model
///     2 [ iteration each      iteration_started    60 ] each          iteration_completed
///     5 > each 1              iteration_next       61 person          human_input_required
///     12 ping
///     70 paused               workflow_paused      70 end SECONDS     workflow_finished
struct GraphScript {
  private let lines: [(at: Int64, words: [String])]
  private var types: [String: String] = [:]

  init(_ text: String) {
    lines = text.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return (Int64(words[0])!, Array(words.dropFirst()))
    }
  }

  /// What the client makes of it that sent at 0 and whose stream ends at `close` milliseconds.
  mutating func exchange(close: Int64) throws -> ExchangeRecord {
    var (fold, parser) = (StreamFold(keepsContent: false), EventStreamParser())
    for line in lines {
      fold.now = RunInstant(nanoseconds: line.at * 1_000_000)
      let frame = line.words == ["ping"] ? "event: ping\n\n" : "data: \(event(line.words))\n\n"
      try parser.feed(Array(frame.utf8).span.bytes, to: &fold)
      fold.endOfRead()
    }
    fold.end()
    var exchange = fold.reader.exchange
    (exchange.send, exchange.ready, exchange.sent) = (.zero, .zero, .zero)
    exchange.firstByte = exchange.firstEvent
    exchange.close = RunInstant(nanoseconds: close * 1_000_000)
    return exchange
  }

  private mutating func event(_ words: [String]) -> String {
    switch words[0] {
    case "+":
      types[words[2]] = words[1]
      return wrap("node_started", node(words[2]))
    case "-":
      return wrap("node_finished", node(words[1]) + ", " + end(words.count > 2 ? words[2] : "succeeded"))
    case "~": return wrap("node_retry", node(words[1]) + ", \"retry_index\": 1, " + end("retry"))
    case "\"":
      return wrap(
        "text_chunk", "\"text\": \"so\", \"from_variable_selector\": [\"\(id(words[1]))\", \"text\"]")
    case "[":
      (types[words[2]], types[String(id(words[2]))]) = (words[1], words[1])
      return wrap("\(words[1])_started", container(words[2]))
    case ">": return wrap("\(types[words[1]]!)_next", container(words[1]) + ", \"index\": \(words[2])")
    case "]": return wrap("\(types[words[1]]!)_completed", container(words[1]) + ", " + end("succeeded"))
    case "start": return wrap("workflow_started", "\"id\": \"r\"")
    case "person": return wrap("human_input_required", "\"node_title\": \"Approve\"")
    case "paused": return wrap("workflow_paused", "\"status\": \"paused\"")
    default: return wrap("workflow_finished", "\"status\": \"succeeded\", \"elapsed_time\": \(words[1])")
    }
  }

  private func wrap(_ name: String, _ data: String) -> String {
    "{\"event\": \"\(name)\", \"task_id\": \"t\", \"workflow_run_id\": \"r\", \"data\": {\(data)}}"
  }

  private func id(_ token: String) -> Substring {
    (token.split(separator: "/").last ?? "").split(separator: "#")[0]
  }

  private func node(_ token: String) -> String {
    let parts = token.split(separator: "/")
    let own =
      "\"id\": \"\(token)\", \"node_id\": \"\(id(token))\", \"node_type\": \"\(types[token] ?? "code")\", \"title\": \"\(id(token))\""
    guard parts.count > 1 else { return own + ", \"iteration_id\": null, \"loop_id\": null" }
    let type = types[String(parts[0])]!
    let round = token.split(separator: "#").last ?? "0"
    return own + ", \"\(type)_id\": \"\(parts[0])\", \"execution_metadata\": {\"\(type)_index\": \(round)}"
  }

  /// As a node, but that its id is its node's.
  private func container(_ token: String) -> String {
    node(token).replacing("\"id\": \"\(token)\"", with: "\"id\": \"\(id(token))\"")
  }

  private func end(_ status: String) -> String { "\"status\": \"\(status)\", \"elapsed_time\": 0.001" }
}
