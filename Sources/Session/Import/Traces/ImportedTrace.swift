import CaseMatrix
import FoundationEssentials
import Report
import RunModel

/// What arrived once, read from the log of another program: a Mooncake trace, Dify's logs, an access log, or a HAR file.
package struct ImportedTrace {
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
  let entries: TraceSpool
  /// What was not taken over, in words.
  var notes: [String] = []
  /// The API's address, when the log says it.
  var base: String?
  /// The app's kind, when the log says it.
  var app: String?

  /// How many requests there are.
  package var count: Int { entries.marks.count }

  init(_ kind: Kind, _ entries: TraceSpool) { (self.kind, self.entries) = (kind, entries) }

  /// Reads a log, an entry at a time; its kind is seen from its content. What it says waits in a file without a name on
  /// the disk of a folder. Throws ``UsageProblem`` for what is no log, and what keeps it from being read.
  package init(path: String, scratch folder: String) throws {
    let (beginning, pieces) = try Self.open(path)
    guard let first = beginning.first(where: { $0 > 0x20 }) else { throw UsageProblem("the file is empty") }
    let spool = try TraceSpool(in: folder)
    do {
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        self = try Self.json(JSONValues(beginning, pieces), spool)
      } else if Self.isTable(beginning) {
        self = try DifyLog.table(CSVRows(file: path, pieces), spool)
      } else {
        self = try AccessLog.trace(LineReader(pieces), spool)
      }
    } catch let problem as ManifestLines.Problem {
      throw UsageProblem("line \(problem.line): \(problem.message)")
    }
    if spool.untimed > 0 {
      notes.append("\(spool.untimed) entries that came at no possible time are left out")
    }
    guard count > 0 else {
      throw UsageProblem(
        "it is neither a HAR file nor a Postman collection with runs of an app, and no log with some: messages or workflow runs of Dify (its console's JSON, or its database's tables as CSV), an access log of nginx, or a Mooncake trace"
      )
    }
  }

  /// The first line, or as much of it as tells what the file is, and the pieces of the whole.
  private static func open(_ path: String) throws -> (beginning: [UInt8], pieces: () throws -> [UInt8]?) {
    let file = try FileBytes(path)
    var beginning: [UInt8] = []
    while beginning.count < 1 << 20, let piece = try file.next() {
      beginning +=
        beginning.isEmpty && piece.starts(with: [0xEF, 0xBB, 0xBF]) ? piece.dropFirst(3) : piece[...]
      if beginning.drop(while: { $0 <= 0x20 }).contains(0x0a) { break }
    }
    var first: [UInt8]? = beginning
    return (
      beginning,
      {
        defer { first = nil }
        return try first ?? file.next()
      }
    )
  }

  private static func isTable(_ beginning: [UInt8]) -> Bool {
    let line = String(decoding: beginning.drop { $0 <= 0x20 }.prefix { $0 != 0x0a }, as: UTF8.self)
    return line.contains("created_at") && line.contains(",")
  }

  private static func json(_ all: JSONValues, _ spool: TraceSpool) throws -> ImportedTrace {
    var values = all
    guard let first = try values.next() else { throw UsageProblem("it is no JSON, and no lines of JSON") }
    var trace =
      if values.isRecording {
        try HARTrace.trace(first, &values, spool)
      } else if first["input_length"] != nil {
        try MooncakeTrace.trace(first, &values, spool)
      } else {
        try DifyLog.trace(first, &values, spool)
      }
    if values.unreadable > 0 {
      trace.notes.append("\(values.unreadable) lines or values that are no JSON are left out")
    }
    return trace
  }
}
