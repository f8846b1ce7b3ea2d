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

  /// A manifest with its hash and count filled in.
  public static func sealed(_ manifest: RunManifest) throws -> RunManifest {
    var sealed = manifest
    sealed.header.caseCount = manifest.cases.count
    sealed.header.contentHash = try hash(manifest.cases)
    return sealed
  }

  /// The text.
  public static func encode(_ manifest: RunManifest) throws -> [UInt8] {
    let sealed = try sealed(manifest)
    var bytes = try line(sealed.header)
    for testCase in sealed.cases { bytes += try line(testCase) }
    return bytes
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
  public static func hash(_ cases: [TestCase]) throws -> String {
    var hash = SHA256()
    for testCase in cases { hash.update(try line(testCase)) }
    return SHA256.hexadecimal(digest: hash.finish())
  }

  private static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [0x0a]
  }
}
