import FoundationEssentials
import RunModel
import Statistics

/// Reads a manifest case by case, from pieces of its text: never more than a line is in memory. The count and the
/// hash are checked at the end of each pass.
package struct ManifestReader: CaseWalk {
  package let header: ManifestHeader
  private var lines: LineReader
  private var hash = SHA256()
  private var count = 0
  private var current: ArraySlice<UInt8> = []
  private var decoded: TestCase?

  /// Reads the header. Throws ``ManifestLines/Problem``, and what `read` throws.
  ///
  /// - Parameter read: gives the next piece of the text; `nil` at the end.
  package init(limit: Int = ManifestLines.caseLimit, _ read: @escaping () throws -> [UInt8]?) throws {
    lines = LineReader(read)
    guard let first = try lines.next() else { throw lines.problem("the file is empty") }
    do {
      header = try HeaderReader.header(Array(first))
    } catch {
      throw lines.problem("it is no manifest header: \(error)")
    }
    guard header.caseCount <= limit else {
      throw lines.problem(
        "the manifest has \(header.caseCount) cases, more than \(limit); allow them with --max-cases")
    }
  }

  /// Goes to the next case. Throws ``ManifestLines/Problem``.
  package mutating func next() throws -> Bool {
    decoded = nil
    guard let line = try lines.next() else {
      try checkEnd()
      return false
    }
    if line.isEmpty {
      try skipBlankEnd()
      return false
    }
    count += 1
    guard count <= header.caseCount else {
      throw lines.problem("the header announces \(header.caseCount) cases, there are more")
    }
    current = line
    unsafe hash.update(line.span.bytes)
    hash.update([0x0a])
    return true
  }

  /// The case. Throws ``ManifestLines/Problem``.
  package mutating func testCase() throws -> TestCase {
    if let decoded { return decoded }
    do {
      let testCase = try CaseReader.testCase(current)
      decoded = testCase
      return testCase
    } catch {
      throw lines.problem("it is no case: \(error)")
    }
  }

  package mutating func line() -> [UInt8] { current + [0x0a] }

  package mutating func facts() throws -> CaseFacts { CaseFacts(try testCase()) }

  package mutating func id() throws -> String { try testCase().id }

  /// Empty lines are allowed at the end, a few.
  private mutating func skipBlankEnd() throws {
    let first = lines.number
    while let line = try lines.next() {
      guard line.isEmpty, lines.number < first + 1000 else {
        throw ManifestLines.Problem(line: first, message: "the line is empty where a case is expected")
      }
    }
    try checkEnd()
  }

  private func checkEnd() throws {
    guard count == header.caseCount else {
      throw lines.problem(
        "the header announces \(header.caseCount) cases, there are \(count): the file was cut short or changed"
      )
    }
    var hash = hash
    guard header.contentHash.isEmpty || header.contentHash == SHA256.hexadecimal(digest: hash.finish()) else {
      throw ManifestLines.Problem(
        line: 1,
        message:
          "the hash does not fit the cases: the file was changed after it was written; if that was on purpose, set its contentHash to \"\""
      )
    }
  }
}

/// A header from its line.
enum HeaderReader {
  static func header(_ line: [UInt8]) throws -> ManifestHeader {
    let value = try JSONReader.value(of: line)
    guard case .object = value else { throw problem("an object is expected") }
    guard let version = value["version"]?.doubleValue else {
      throw problem("'version' is missing; a manifest is written by 'floodgate plan'")
    }
    guard version <= Double(ManifestHeader.currentVersion) else {
      throw problem(
        "its format is version \(Int(clamping: Int64(min(version, 1e9)))), this floodgate knows up to \(ManifestHeader.currentVersion)"
      )
    }
    do {
      return try DocumentDecoder.decode(ManifestHeader.self, from: line)
    } catch let error as DecodingError {
      throw problem(error.inWords)
    }
  }

  private static func problem(_ message: String) -> CaseReader.Problem { .init(description: message) }
}

extension DecodingError {
  /// What is wrong where, in words.
  var inWords: String {
    switch self {
    case .keyNotFound(let key, let context): Self.place(context, key) + " is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      Self.place(context) + " has a value of another kind"
    @unknown default: "it cannot be read"
    }
  }

  private static func place(_ context: Context, _ key: (any CodingKey)? = nil) -> String {
    "'" + (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".") + "'"
  }
}
