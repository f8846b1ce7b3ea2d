import CaseMatrix
import RunModel

/// The values of a JSON text that comes in pieces: a line each, when its first line is one, or the elements of its list.
struct JSONValues {
  private var lines: LineReader
  private var elements: JSONElements
  private let areLines: Bool
  /// What was passed over.
  private(set) var unreadable = 0

  /// - Parameters:
  ///   - beginning: the first line at least, unless it is very long.
  ///   - pieces: the whole text.
  init(_ beginning: [UInt8], _ pieces: @escaping () throws -> [UInt8]?) {
    let text = beginning.drop { $0 <= 0x20 }
    let line = text.prefix { $0 != 0x0a }
    areLines = line.count < text.count && (try? JSONReader.value(of: Array(line))) != nil
    (lines, elements) = (LineReader(pieces), JSONElements(pieces))
  }

  /// Whether they are the entries of a HAR file.
  var isRecording: Bool { elements.isRecording }

  /// The next one that is JSON; `nil` at the end. Throws ``UsageProblem``, ``ManifestLines/Problem``, and what reading throws.
  mutating func next() throws -> JSONValue? {
    while let bytes = try nextBytes() {
      if !bytes.contains(where: { $0 > 0x20 }) { continue }
      if let value = try? JSONReader.value(of: bytes.span) { return value }
      unreadable += 1
    }
    return nil
  }

  /// Hands over a first one, and all that follow it.
  mutating func forEach(from first: JSONValue, _ take: (JSONValue) throws -> Void) throws {
    var value: JSONValue? = first
    while let current = value {
      try take(current)
      value = try next()
    }
  }

  private mutating func nextBytes() throws -> ArraySlice<UInt8>? {
    if areLines { return try lines.next() }
    return try elements.next().map { $0[...] }
  }
}
