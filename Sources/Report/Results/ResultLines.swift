import RunModel

/// Results read back from their lines: what the lines hold, which is less than what a run measures (no gaps between
/// single events). The lines of a task's attempts follow each other.
package struct ResultLines {
  private var lines: [[String: JSONValue]] = []
  private var bytes: [UInt8] = []
  private var completions = 0

  init() {}

  /// Hands over each result of a file, with its lines. What is no result is left out. Throws ``ReportFile/Problem``.
  package static func forEachResult(_ path: String, _ take: (TaskResult, [UInt8]) throws -> Void) throws {
    var reader = ResultLines()
    try ResultsReader.forEachLine(path) { try reader.add($0, take) }
    try reader.finish(take)
  }

  /// A line of another task ends the one before.
  mutating func add(_ line: ArraySlice<UInt8>, _ take: (TaskResult, [UInt8]) throws -> Void) throws {
    guard case .object(let members)? = try? JSONReader.value(of: Array(line)), members["index"] != nil else {
      return
    }
    if let first = lines.first, first["index"] != members["index"] { try finish(take) }
    lines.append(members)
    bytes += line + [0x0a]
  }

  private mutating func finish(_ take: (TaskResult, [UInt8]) throws -> Void) throws {
    if let result = TaskResult(lines: lines, completion: completions) {
      completions += 1
      try take(result, bytes)
    }
    (lines, bytes) = ([], [])
  }
}

extension TaskResult {
  /// `nil` when the first line is none of a result.
  fileprivate init?(lines: [[String: JSONValue]], completion: Int) {
    guard let first = lines.first, let last = lines.last else { return nil }
    self = .empty
    var (head, tail) = (LineReader(first), LineReader(last))
    codeHead(&head)
    codeTail(&tail)
    guard head.isWhole, tail.isWhole else { return nil }
    completionIndex = completion
    attempts = lines.compactMap(AttemptRecord.init(line:))
    guard let begin = attempts.first, let end = attempts.last else {
      codeUnbegun(&tail)
      return
    }
    (failure, errorMessage) = (end.failure, end.message)
    (intendedStart, finished) = (begin.intendedStart, end.end)
  }
}

extension AttemptRecord {
  /// The attempt of a line; `nil` for a task that never began.
  fileprivate init?(line: [String: JSONValue]) {
    self.init(members: .object(line))
    guard number > 0 else { return nil }
    if line["http"] == nil {
      exchanges = []
    } else {
      // What counts from a request's sending is read when that is known.
      var reader = LineReader(line)
      exchanges[0].code(&reader)
      codeSteps(&reader)
    }
  }
}
