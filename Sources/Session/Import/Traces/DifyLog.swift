import CaseMatrix
import FoundationEssentials
import RunModel

/// Dify's own logs: messages, or runs of workflows, of its console's API or of its database.
struct DifyLog {
  private let spool: TraceSpool
  private var (untimed, empty) = (0, 0)
  private var isWorkflow = false

  private init(_ spool: TraceSpool) { self.spool = spool }

  /// Of pages as the console answers (`{"data": [...]}`), of lists, or of single entries. Throws what reading throws.
  static func trace(_ first: JSONValue, _ values: inout JSONValues, _ spool: TraceSpool) throws
    -> ImportedTrace
  {
    var log = DifyLog(spool)
    try values.forEach(from: first) { for entry in entries($0) { try log.take(entry) } }
    return log.trace
  }

  /// Of the rows of a table; a cell that holds JSON is one. Throws what reading throws.
  static func table(_ all: CSVRows, _ spool: TraceSpool) throws -> ImportedTrace {
    var (log, rows) = (DifyLog(spool), all)
    while let row = try rows.next() { try log.take(.object(row.mapValues(value))) }
    return log.trace
  }

  private static func value(_ cell: String) -> JSONValue {
    let isNested = cell.hasPrefix("{") || cell.hasPrefix("[")
    return isNested ? (try? JSONReader.value(of: Array(cell.utf8))) ?? .string(cell) : .string(cell)
  }

  private mutating func take(_ value: JSONValue) throws {
    isWorkflow = isWorkflow || Self.isWorkflow(value)
    guard let entry = Self.entry(value) else {
      untimed += 1
      return
    }
    if entry.inputs == nil, entry.query == nil { empty += 1 }
    try spool.add(entry)
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

  private var trace: ImportedTrace {
    var trace = ImportedTrace(.dify, spool)
    trace.app = isWorkflow ? "workflow" : nil
    if untimed > 0 { trace.notes.append("\(untimed) entries without a time are left out") }
    if empty > 0 {
      trace.notes.append(
        "\(empty) entries do not say what was asked: the scenario's own cases are asked at their times (Dify's list of workflow logs has no inputs; each run's details, or its database, have)"
      )
    }
    return trace
  }
}
