import FoundationEssentials
import RunModel

/// Which lines of a run's results are wanted. Pure.
package struct ResultQuery: Sendable {
  /// The attempt's status; the task's, when there was no attempt.
  package var status: String?
  /// The class of the failure.
  package var failure: String?
  package var caseID: String?
  package var scenario: String?
  package var variant: String?
  /// The trace that its requests said, 32 hexadecimal digits.
  package var trace: String?
  /// Tags that a result must have.
  package var tags: [String: String] = [:]
  /// Attempts that began at this second of the run or later.
  package var since: Double?
  /// Attempts that began before this second of the run.
  package var until: Double?

  package init() {}

  /// The result of a line when it is wanted.
  package func result(_ line: ArraySlice<UInt8>) -> JSONValue? {
    // Without reading it, where that decides: most lines of a large run are not wanted.
    guard needles.allSatisfy({ Self.place(of: $0, in: line) != nil }),
      let value = try? JSONReader.value(of: Array(line)), fits(value)
    else { return nil }
    return value
  }

  /// The status of a line: the attempt's, or the task's when there was no attempt; without reading all of it.
  package static func status(of line: ArraySlice<UInt8>) -> String? {
    text(after: Array("\"status\":\"".utf8), in: line)
      ?? text(after: Array("\"task_status\":\"".utf8), in: line)
  }

  private static func text(after needle: [UInt8], in line: ArraySlice<UInt8>) -> String? {
    guard let place = place(of: needle, in: line) else { return nil }
    let start = place + needle.count
    return String(decoding: line[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  package func fits(_ result: JSONValue) -> Bool {
    func text(_ name: String) -> String? { result[name]?.stringValue }
    func equals(_ wanted: String?, _ found: String?) -> Bool { wanted == nil || wanted == found }
    guard equals(status, text("status") ?? text("task_status")), equals(failure, text("failure")),
      equals(caseID, text("case")), equals(scenario, text("scenario")), equals(variant, text("variant")),
      equals(trace, text("trace")),
      tags.allSatisfy({ result["tags"]?[$0.key]?.stringValue == $0.value })
    else { return false }
    if since == nil, until == nil { return true }
    guard let start = result["start_ns"]?.doubleValue else { return false }
    return start >= (since ?? 0) * 1e9 && start < (until ?? .infinity) * 1e9
  }

  /// Bytes that stand in every line that fits, as ``ResultLine`` writes them.
  private var needles: [[UInt8]] {
    [("failure", failure), ("case", caseID), ("trace", trace)].compactMap { name, value in
      guard let value else { return nil }
      return Array("\"\(name)\":".utf8) + CanonicalJSON.bytes(of: .string(value))
    }
  }

  private static func place(of needle: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first else { return line.startIndex }
    var rest = line
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: needle) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }
}

/// The results that are shown of all that fit: the first so many, or the so many slowest. Its size does not grow.
package struct ResultSelection: Sendable {
  package private(set) var results: [JSONValue] = []
  /// How many fit.
  package private(set) var count = 0
  private let limit: Int
  private let slowest: Bool

  package init(limit: Int, slowest: Bool) {
    self.limit = limit
    self.slowest = slowest
  }

  package mutating func add(_ result: JSONValue) {
    count += 1
    guard slowest else {
      if results.count < limit { results.append(result) }
      return
    }
    let place = results.firstIndex { Self.response($0) < Self.response(result) } ?? results.count
    guard place < limit else { return }
    results.insert(result, at: place)
    if results.count > limit { results.removeLast() }
  }

  private static func response(_ result: JSONValue) -> Double { result["response_ns"]?.doubleValue ?? 0 }
}
