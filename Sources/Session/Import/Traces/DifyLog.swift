import CaseMatrix
import FoundationEssentials
import RunModel

/// Dify's own logs: messages, or runs of workflows, of its console's API or of its database.
enum DifyLog {
  /// Of pages as the console answers (`{"data": [...]}`), of lists, or of single entries.
  static func trace(_ documents: [JSONValue]) -> ImportedTrace {
    let entries = documents.flatMap(Self.entries)
    return made(entries.compactMap(entry), of: entries.count, isWorkflow: entries.contains(where: isWorkflow))
  }

  /// Of the rows of a table; a cell that holds JSON is one.
  static func table(_ rows: [[String: String]]) throws -> ImportedTrace {
    trace([
      .array(
        rows.map { row in
          .object(
            row.mapValues { cell in
              let isNested = cell.hasPrefix("{") || cell.hasPrefix("[")
              return isNested ? (try? JSONReader.value(of: Array(cell.utf8))) ?? .string(cell) : .string(cell)
            })
        })
    ])
  }

  private static func entries(_ document: JSONValue) -> [JSONValue] {
    if case .array(let list)? = document["data"] { return list }
    if case .array(let list) = document { return list.flatMap(entries) }
    return [document]
  }

  private static func isWorkflow(_ entry: JSONValue) -> Bool {
    entry["workflow_run"] != nil || (entry["query"] == nil && entry["workflow_id"] != nil)
  }

  private static func entry(_ value: JSONValue) -> TraceEntry? {
    let run = value["workflow_run"]
    guard let instant = time(value["created_at"] ?? run?["created_at"]) else { return nil }
    var entry = TraceEntry(instant: instant)
    entry.query = value["query"]?.stringValue
    entry.inputs = inputs(value["inputs"] ?? run?["inputs"])
    entry.conversation = value["conversation_id"]?.stringValue
    entry.took = number(value["provider_response_latency"] ?? run?["elapsed_time"] ?? value["elapsed_time"])
    entry.user =
      value["from_end_user_session_id"]?.stringValue ?? value["created_by_end_user"]?["session_id"]?
      .stringValue
      ?? value["from_end_user_id"]?.stringValue ?? value["created_by"]?.stringValue
    return entry
  }

  /// What the app was given; the platform's own inputs (`sys.`) are not sent again.
  private static func inputs(_ value: JSONValue?) -> [String: JSONValue]? {
    let value = value?.stringValue.flatMap { try? JSONReader.value(of: Array($0.utf8)) } ?? value
    guard case .object(let members)? = value else { return nil }
    return members.filter { !$0.key.hasPrefix("sys.") && $0.value != .null }
  }

  private static func time(_ value: JSONValue?) -> Double? {
    if let text = value?.stringValue {
      return TraceTime.instant(text) ?? Double(text).flatMap(TraceTime.epoch)
    }
    return value?.doubleValue.flatMap(TraceTime.epoch)
  }

  private static func number(_ value: JSONValue?) -> Double? {
    value?.doubleValue ?? value?.stringValue.flatMap(Double.init)
  }

  private static func made(_ entries: [TraceEntry], of count: Int, isWorkflow: Bool) -> ImportedTrace {
    var trace = ImportedTrace(.dify, entries)
    trace.app = isWorkflow ? "workflow" : nil
    if entries.count < count {
      trace.notes.append("\(count - entries.count) entries without a time are left out")
    }
    let empty = entries.count { $0.inputs == nil && $0.query == nil }
    if empty > 0 {
      trace.notes.append(
        "\(empty) entries do not say what was asked: the scenario's own cases are asked at their times (Dify's list of workflow logs has no inputs; each run's details, or its database, have)"
      )
    }
    return trace
  }
}
