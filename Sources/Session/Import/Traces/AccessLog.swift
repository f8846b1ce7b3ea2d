import CaseMatrix
import FoundationEssentials
import RunModel

/// An access log of nginx, in its common or combined form: when who asked for a run, and not what.
enum AccessLog {
  /// Throws ``ManifestLines/Problem``, and what reading throws.
  static func trace(_ all: LineReader, _ spool: TraceSpool) throws -> ImportedTrace {
    var (lines, others) = (all, 0)
    while let line = try lines.next() {
      if let entry = entry(line) {
        try spool.add(entry)
      } else if !line.isEmpty {
        others += 1
      }
    }
    spool.spread()
    var trace = ImportedTrace(.access, spool)
    if others > 0 { trace.notes.append("\(others) lines that ask for no run are left out") }
    trace.notes += [
      "an access log does not say what was asked: the scenario's own cases are asked at its times",
      "nginx writes a line when its answer is over, to the second: with rt=$request_time in its form the arrival is known",
    ]
    return trace
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> TraceEntry? {
    let text = String(decoding: line, as: UTF8.self)
    guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]"),
      let begin = text[close...].firstIndex(of: "\"")
    else { return nil }
    let words = text[text.index(after: begin)...].prefix { $0 != "\"" }.split(separator: " ")
    guard words.count >= 2, words[0] == "POST", asksForRun(words[1]),
      let end = instant(text[text.index(after: open)..<close])
    else { return nil }
    let took = requestTime(text)
    var entry = TraceEntry(instant: end - (took ?? 0))
    entry.took = took
    entry.user = text.prefix { $0 != " " }.description
    return entry
  }

  private static func asksForRun(_ address: Substring) -> Bool {
    let path = address.prefix { $0 != "?" }
    return RecordedRequest.Endpoint.allCases.contains { path.hasSuffix($0.rawValue) }
  }

  /// `28/Nov/2026:04:00:00 +0000`
  private static func instant(_ text: Substring) -> Double? {
    let parts = text.split(separator: " ")
    let fields = parts.first?.split(separator: ":", maxSplits: 1) ?? []
    guard fields.count == 2 else { return nil }
    let date = fields[0].split(separator: "/")
    guard date.count == 3, let month = months.firstIndex(of: String(date[1])) else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return TraceTime.instant(
      "\(date[2])-\(number)-\(date[0])T\(fields[1])\(parts.count > 1 ? parts[1] : "Z")")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// What `rt=` or `request_time=` says, as many have it in their form.
  private static func requestTime(_ text: String) -> Double? {
    for name in ["request_time=", " rt="] {
      guard let range = text.firstRange(of: name) else { continue }
      return Double(text[range.upperBound...].drop { $0 == "\"" }.prefix { $0.isNumber || $0 == "." })
    }
    return nil
  }
}
