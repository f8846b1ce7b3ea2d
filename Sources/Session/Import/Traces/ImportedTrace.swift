import CaseMatrix
import FoundationEssentials
import Report
import RunModel

/// What arrived once, read from the log of another program: a Mooncake trace, Dify's logs, an access log, or a HAR file.
package struct ImportedTrace: Sendable {
  /// What it was.
  package enum Kind: String, Sendable, CaseIterable {
    case mooncake = "Mooncake trace"
    case dify = "log of Dify"
    case access = "access log"
    case har = "HAR file"

    /// With its article.
    package var words: String { (self == .access ? "an " : "a ") + rawValue }
  }

  package let kind: Kind
  var entries: [TraceEntry]
  /// What was not taken over, in words.
  var notes: [String] = []
  /// The API's address, when the log says it.
  var base: String?
  /// The app's kind, when the log says it.
  var app: String?

  init(_ kind: Kind, _ entries: [TraceEntry]) {
    (self.kind, self.entries) = (kind, entries.sorted { $0.instant < $1.instant })
  }

  /// Reads a log; its kind is seen from its content. Throws ``UsageProblem`` for what is none.
  package init(path: String) throws {
    let bytes = try Self.read(path)
    let start = bytes.prefix(4096).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard let first = start.first else { throw UsageProblem("the file is empty") }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = try Self.json(bytes)
    } else if Self.isTable(start) {
      self = try DifyLog.table(try CSVText.rows(bytes, file: path))
    } else {
      self = AccessLog.trace(bytes)
    }
    guard !entries.isEmpty else {
      throw UsageProblem(
        "it is neither a HAR file nor a Postman collection with runs of an app, and no log with some: messages or workflow runs of Dify (its console's JSON, or its database's tables as CSV), an access log of nginx, or a Mooncake trace"
      )
    }
  }

  /// The whole file, decompressed; larger ones are imported part by part.
  private static func read(_ path: String) throws -> [UInt8] {
    let file = try FileBytes(path)
    var bytes: [UInt8] = []
    while let piece = try file.next() {
      bytes += piece
      guard bytes.count <= 1 << 30 else {
        throw UsageProblem("it is larger than 1 GB: import it part by part")
      }
    }
    return bytes
  }

  private static func isTable(_ start: ArraySlice<UInt8>) -> Bool {
    let line = String(decoding: start.prefix { $0 != 0x0a }, as: UTF8.self)
    return line.contains("created_at") && line.contains(",")
  }

  private static func json(_ bytes: [UInt8]) throws -> ImportedTrace {
    if let document = try? JSONReader.value(of: bytes) {
      if case .array(let entries)? = document["log"]?["entries"] { return HARTrace.trace(entries) }
      return DifyLog.trace([document])
    }
    let lines = bytes.split(separator: 0x0a).compactMap { try? JSONReader.value(of: Array($0)) }
    if lines.first?["input_length"] != nil { return MooncakeTrace.trace(lines) }
    guard !lines.isEmpty else { throw UsageProblem("it is no JSON, and no lines of JSON") }
    return DifyLog.trace(lines)
  }
}

/// A trace of Mooncake: milliseconds, lengths in tokens, and the blocks of 512 tokens that prompts share.
enum MooncakeTrace {
  static func trace(_ lines: [JSONValue]) -> ImportedTrace {
    let entries = lines.compactMap { line -> TraceEntry? in
      guard let time = line["timestamp"]?.doubleValue, let length = line["input_length"]?.doubleValue else {
        return nil
      }
      var entry = TraceEntry(instant: time / 1000)
      var prompt: [String: JSONValue] = ["tokens": .number(length)]
      if case .array(let blocks)? = line["hash_ids"] { prompt["blocks"] = .array(blocks) }
      entry.prompt = .object(prompt)
      return entry
    }
    var trace = ImportedTrace(.mooncake, entries)
    trace.notes = [
      "prompts are made up when they are sent: as long as they were, and equal where they shared blocks; how long answers were cannot be asked of an app"
    ]
    return trace
  }
}

/// A recording of a browser: bodies and times.
enum HARTrace {
  static func trace(_ entries: [JSONValue]) -> ImportedTrace {
    let recorded = entries.compactMap { entry -> (RecordedRequest, TraceEntry)? in
      let request = entry["request"]
      guard let time = entry["startedDateTime"]?.stringValue.flatMap(TraceTime.instant),
        let found = RecordedRequest(
          method: request?["method"]?.stringValue ?? "", url: request?["url"]?.stringValue ?? "",
          body: request?["postData"]?["text"]?.stringValue)
      else { return nil }
      var own = TraceEntry(instant: time)
      own.query = found.place.endpoint == .chat ? found.body["query"]?.stringValue : nil
      if case .object(let inputs)? = found.body["inputs"] { own.inputs = inputs.filter { $0.value != .null } }
      own.conversation = found.body["conversation_id"]?.stringValue
      own.took = entry["time"]?.doubleValue.map { $0 / 1000 }
      return (found, own)
    }
    var trace = ImportedTrace(.har, recorded.map(\.1))
    let places = Dictionary(grouping: recorded.map(\.0.place)) { $0 }
    let most = places.max { ($0.value.count, $1.key.base) < ($1.value.count, $0.key.base) }?.key
    (trace.base, trace.app) = (most?.base, most?.endpoint.app)
    let others = entries.count - recorded.count
    if others > 0 { trace.notes.append("\(others) requests that ask for no run are left out") }
    if places.count > 1 { trace.notes.append("requests to \(places.count) apps go to one") }
    return trace
  }
}
