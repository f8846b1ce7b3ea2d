import FoundationEssentials
import RunModel
import Statistics

/// A manifest as text: JSON Lines, a header and then a case a line. The same manifest gives the same bytes.
public enum ManifestLines {
  /// A manifest that cannot be read.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var message: String
    /// The facts in words.
    public var description: String { "manifest line \(line): \(message)" }
  }

  /// A header with the hash and the count of these cases, which are gone through once and not kept.
  public static func sealed(
    _ header: ManifestHeader, cases: ((TestCase) throws -> Void) throws -> Void
  ) throws -> ManifestHeader {
    var sealed = header
    var hash = SHA256()
    var count = 0
    try cases { testCase in
      hash.update(try line(testCase))
      count += 1
    }
    sealed.caseCount = count
    sealed.contentHash = SHA256.hexadecimal(digest: hash.finish())
    return sealed
  }

  /// A manifest with its hash and count filled in.
  public static func sealed(_ manifest: RunManifest) throws -> RunManifest {
    RunManifest(header: try sealed(manifest.header) { try manifest.cases.forEach($0) }, cases: manifest.cases)
  }

  /// The text.
  public static func encode(_ manifest: RunManifest) throws -> [UInt8] {
    try manifest.cases.reduce(into: try line(sealed(manifest).header)) { $0 += try line($1) }
  }

  /// The first line.
  public static func line(_ header: ManifestHeader) throws -> [UInt8] { try encoded(header) }

  /// The line of a case. Plain cases are written by hand: a manifest may have millions.
  public static func line(_ testCase: TestCase) throws -> [UInt8] {
    guard testCase.turns.isEmpty, testCase.files.isEmpty, testCase.expectations.isEmpty else {
      return try encoded(testCase)
    }
    var writer = CanonicalJSON(reservingCapacity: 256)
    writer.writeRaw("{")
    if let dataset = testCase.dataset { writeText(&writer, "\"dataset\":", dataset) }
    writer.writeRaw("\"expectations\":[],\"files\":[],")
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
    writer.writeRaw(",\"turns\":[],")
    if let user = testCase.user { writeText(&writer, "\"user\":", user) }
    if let variant = testCase.variant { writeText(&writer, "\"variant\":", variant) }
    writer.writeRaw("\"weight\":")
    writer.write(.number(testCase.weight))
    writer.writeRaw(",")
    writer.writeRaw("\"workflowID\":")
    writer.write(testCase.workflowID)
    writer.writeRaw("}\n")
    return writer.bytes
  }

  private static func writeText(_ writer: inout CanonicalJSON, _ name: StaticString, _ text: String) {
    writer.writeRaw(name)
    writer.write(text)
    writer.writeRaw(",")
  }

  /// Reads a manifest and checks its hash. Throws ``Problem``.
  public static func decode(_ bytes: [UInt8]) throws -> RunManifest {
    let decoder = JSONDecoder()
    var header: ManifestHeader?
    var cases: [TestCase] = []
    for (index, text) in bytes.split(separator: 0x0a).enumerated() {
      do {
        if header == nil {
          header = try decoder.decode(ManifestHeader.self, from: Data(text))
        } else {
          cases.append(try decoder.decode(TestCase.self, from: Data(text)))
        }
      } catch {
        throw Problem(line: index + 1, message: index == 0 ? "it is no manifest header" : "it is no case")
      }
    }
    guard let header else { throw Problem(line: 1, message: "the file is empty") }
    guard header.version <= ManifestHeader.currentVersion else {
      throw Problem(
        line: 1,
        message:
          "its format is version \(header.version), this floodgate knows \(ManifestHeader.currentVersion)")
    }
    guard header.caseCount == cases.count else {
      throw Problem(
        line: cases.count + 1,
        message: "the header announces \(header.caseCount) cases, there are \(cases.count)")
    }
    guard try header.contentHash == hash(cases) else {
      throw Problem(
        line: 1, message: "the hash does not fit the cases: the file was changed after it was written")
    }
    return RunManifest(header: header, cases: cases)
  }

  /// SHA-256 over the cases' lines, hexadecimal.
  private static func hash(_ cases: [TestCase]) throws -> String {
    try sealed(ManifestHeader(name: "")) { try cases.forEach($0) }.contentHash
  }

  private static func encoded(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [0x0a]
  }
}
