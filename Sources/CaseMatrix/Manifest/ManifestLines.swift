import RunModel
import Statistics

/// A manifest as text: JSON Lines, a header and then a case a line. The same manifest gives the same bytes.
///
/// The header's `contentHash` is SHA-256 over all lines after the first: `tail -n +2 m.jsonl | sha256sum`.
package enum ManifestLines {
  /// A manifest that cannot be read.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    package var line: Int
    /// What is wrong.
    package var message: String
    /// The facts in words.
    package var description: String { "line \(line): \(message)" }
  }

  /// A longer line is refused, bytes.
  package static let lineLimit = 8 << 20
  /// More cases need the user's word, even of a manifest that was written before.
  package static let caseLimit = 10_000_000

  /// A manifest with its hash and counts filled in.
  package static func sealed(_ manifest: RunManifest) throws -> RunManifest {
    var seal = ManifestSeal(manifest.header)
    for testCase in manifest.cases { seal.add(try line(testCase), of: testCase) }
    return RunManifest(header: seal.sealed(), cases: manifest.cases)
  }

  /// The text.
  package static func encode(_ manifest: RunManifest) throws -> [UInt8] {
    try manifest.cases.reduce(into: try line(sealed(manifest).header)) { $0 += try line($1) }
  }

  /// Reads a manifest and checks its hash. Throws ``Problem``.
  package static func decode(_ bytes: [UInt8]) throws -> RunManifest {
    var rest: [UInt8]? = bytes
    var reader = try ManifestReader {
      defer { rest = nil }
      return rest
    }
    var cases: [TestCase] = []
    while try reader.next() { cases.append(try reader.testCase()) }
    return RunManifest(header: reader.header, cases: cases)
  }

  // MARK: Lines

  /// The first line. Spaces before its end make it as long whatever its counts and hashes are: it can be written
  /// when the cases have been.
  package static func line(_ header: ManifestHeader) throws -> [UInt8] {
    var bytes = try encoded(header)
    bytes += Array(repeating: UInt8(ascii: " "), count: max(0, try room(for: header) - bytes.count - 1))
    return bytes + [0x0a]
  }

  /// The length of the first line, bytes: room for the two hashes, and for 20 digits for each count and the length of a
  /// replay, which the cases say too.
  static func room(for header: ManifestHeader) throws -> Int {
    var blank = header
    blank.contentHash = ""
    blank.caseCount = 0
    blank.shard?.wholeHash = ""
    blank.shard?.wholeCount = 0
    for index in (blank.parts ?? []).indices {
      blank.parts![index].cases = 0
      blank.parts![index].requests = 0
    }
    var numbers = 2 + 2 * (blank.parts?.count ?? 0)
    if var replay = blank.execution.load.load(as: ReplayLoad.self) {
      (replay.count, replay.span) = (1, .zero)
      blank.execution.load = LoadProfile(replay)
      numbers += 2
    }
    return try encoded(blank).count + 2 * 64 + 20 * numbers + 1
  }

  /// The line of a case, with its end: canonical JSON with every member that is not `nil`.
  package static func line(_ testCase: TestCase) throws -> [UInt8] {
    var writer = CanonicalJSON(reservingCapacity: 256)
    writer.writeRaw("{")
    if let arrival = testCase.arrival {
      writer.writeRaw("\"arrival\":")
      writer.write(.number(arrival))
      writer.writeRaw(",")
    }
    if let dataset = testCase.dataset { writeText(&writer, "\"dataset\":", dataset) }
    writer.writeRaw("\"expectations\":")
    writer.write(try json(testCase.expectations))
    writer.writeRaw(",\"files\":")
    writer.write(try json(testCase.files))
    writer.writeRaw(",")
    writeText(&writer, "\"id\":", testCase.id)
    writer.writeRaw("\"parameters\":")
    writer.write(testCase.parameters)
    writer.writeRaw(",")
    if let query = testCase.query { writeText(&writer, "\"query\":", query) }
    writer.writeRaw("\"repetition\":")
    writer.write(.integer(Int64(testCase.repetition)))
    writer.writeRaw(",")
    writeText(&writer, "\"scenario\":", testCase.scenario)
    writer.writeRaw("\"tags\":")
    writer.write(testCase.tags.mapValues { JSONValue.string($0) })
    writer.writeRaw(",\"turns\":")
    writer.write(try json(testCase.turns))
    writer.writeRaw(",")
    if let user = testCase.user { writeText(&writer, "\"user\":", user) }
    if let variant = testCase.variant { writeText(&writer, "\"variant\":", variant) }
    writer.writeRaw("\"weight\":")
    writer.write(.number(testCase.weight))
    writer.writeRaw(",\"workflowID\":")
    writer.write(testCase.workflowID)
    writer.writeRaw("}\n")
    return writer.finish()
  }

  private static func writeText(_ writer: inout CanonicalJSON, _ name: StaticString, _ text: String) {
    writer.writeRaw(name)
    writer.write(text)
    writer.writeRaw(",")
  }

  /// What most cases have none of.
  private static func json(_ values: [some Encodable]) throws -> JSONValue {
    values.isEmpty ? [] : try JSONValue(encoding: values)
  }

  private static func encoded(_ value: some Encodable) throws -> [UInt8] {
    try CanonicalEncoder.bytes(of: value)
  }
}
