import CaseMatrix
import RunModel
import Statistics
import Testing

@Suite struct ManifestTests {
  static let matrix = MatrixSpecification(
    dimensions: [
      .init(name: "topic", values: ["tides", "b\"es", "größe"]), .init(name: "words", values: [1, 2.5]),
    ], inputs: ["q": "${input.words} about ${input.topic}"], tags: ["kind": "${input.topic}"])

  static func manifest(_ matrix: MatrixSpecification = matrix) throws -> RunManifest {
    try ManifestLines.sealed(
      RunManifest(name: "m", cases: CaseExpansion([matrix], seed: 1).cases(), seed: 3))
  }

  static func text() throws -> String {
    String(decoding: try ManifestLines.encode(manifest()), as: UTF8.self)
  }

  private func decode(_ text: String) throws -> RunManifest { try ManifestLines.decode(Array(text.utf8)) }

  @Test func theHashIsThatOfTheLinesAfterTheFirst() throws {
    let text = try Self.text()
    let cases = text.split(separator: "\n", maxSplits: 1)[1]
    #expect(try decode(text).header.contentHash == SHA256.hexadecimal(Array(cases.utf8)))
  }

  @Test func theHeaderLeavesRoomForItsCounts() throws {
    var header = ManifestHeader(
      name: "m", parts: [ManifestPart(scenario: "s")], shard: ManifestShard(1, of: 2))
    let empty = try ManifestLines.line(header)
    header.contentHash = String(repeating: "f", count: 64)
    header.caseCount = .max
    header.parts = [ManifestPart(scenario: "s", cases: .max, requests: .max)]
    header.shard?.wholeHash = header.contentHash
    header.shard?.wholeCount = .max
    #expect(try ManifestLines.line(header).count == empty.count && empty.last == 0x0a)
  }

  @Test(arguments: [1, 2, 7, 100, 100_000]) func isReadInPieces(size: Int) throws {
    let bytes = try ManifestLines.encode(Self.manifest())
    var start = 0
    var reader = try ManifestReader {
      defer { start += size }
      return start < bytes.count ? Array(bytes[start..<min(bytes.count, start + size)]) : nil
    }
    var (cases, lines): ([TestCase], [UInt8]) = ([], [])
    while try reader.next() {
      cases.append(try reader.testCase())
      lines += reader.line()
    }
    #expect(cases == (try Self.manifest().cases) && bytes.suffix(lines.count).elementsEqual(lines))
    #expect(reader.header.parts == [ManifestPart(scenario: "default", cases: 6, requests: 6)])
  }

  @Test func everyMemberOfACaseIsKept() throws {
    let full = TestCase(
      id: "1", workflowID: "w/1", scenario: "s", dataset: "d", variant: "v", parameters: ["a": [1, .null]],
      query: "q",
      turns: [
        Turn(
          query: "t", thinkTime: .constant(1),
          extractions: [Extraction(name: "n", source: .pattern("a/b"))], expectations: [.contains("x")])
      ], files: [FileReference(type: "image", source: .remote(url: "http://127.0.0.1/x"))], user: "u",
      tags: ["k": "v"], expectations: [.equals(1.5, path: "$.a")], weight: 2.5, repetition: 3)
    let manifest = RunManifest(name: "full", cases: [full])
    #expect(try ManifestLines.decode(ManifestLines.encode(manifest)).cases == [full])
    #expect(try decode(Self.header(1) + "{\"id\":\"x\"}\n").cases == [TestCase(id: "x")])
  }

  private static func header(_ count: Int) -> String {
    let header = ManifestHeader(name: "m", caseCount: count)
    return String(decoding: try! ManifestLines.line(header), as: UTF8.self)
  }

  @Test func windowsFilesAreRead() throws {
    let text = try Self.text()
    let windows = "\u{feff}" + text.split(separator: "\n").joined(separator: "\r\n") + "\r\n\r\n"
    #expect(try decode(windows).cases == Self.manifest().cases)
    #expect(try decode(String(text.dropLast())).cases == Self.manifest().cases)
  }

  @Test(arguments: [
    ("", "line 1: the file is empty"),
    ("name: x\n", "line 1: it is no manifest header: column 1: a value is expected here"),
    ("{\"id\":\"x\"}\n", "'version' is missing; a manifest is written by 'floodgate plan'"),
    ("{\"version\":1}\n", "line 1: it is no manifest header: 'name' is missing"),
    ("[]", "an object is expected"),
    ("{\"version\":99}\n", "its format is version 99, this floodgate knows up to 1"),
    (header(2) + "{\"id\":\"a\"}\n", "line 3: the header announces 2 cases, there are 1"),
    (header(1) + "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "line 3: the header announces 1 cases, there are more"),
    (header(2) + "{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n", "line 3: the line is empty"),
    (header(1) + "{\"id\":\"a\",\n", "line 2: it is no case: column 11: the document ends"),
    (header(1) + "{\"query\":\"a\"}\n", "line 2: it is no case: 'id' is missing"),
    (header(1) + "{\"id\":7}\n", "'id' is 7, expected a text"),
    (header(1) + "{\"id\":\"a\",\"tags\":{\"k\":1}}\n", "'tags' is 1, expected texts"),
    (header(1) + "{\"id\":\"a\",\"weight\":-1}\n", "'weight' is -1, expected a number from 0"),
    (header(1) + "{\"id\":\"a\",\"turns\":[{\"query\":1}]}\n", "in 'turns'"),
  ]) func saysWhatIsWrongInWhichLine(text: String, message: String) {
    let problem = #expect(throws: ManifestLines.Problem.self) { try decode(text) }
    #expect("\(problem!)".contains(message), "\(problem!)")
  }

  @Test func changesAreNoticedUnlessMeant() throws {
    let changed = try Self.text().replacingOccurrences("about tides", "about tidal waves")
    let problem = #expect(throws: ManifestLines.Problem.self) { try decode(changed) }
    #expect("\(problem!)".contains("the hash does not fit the cases"))
    let hash = try Self.manifest().header.contentHash
    #expect(throws: Never.self) { try decode(changed.replacingOccurrences(hash, "")) }
  }

  @Test func linesAndCountsAreBounded() throws {
    let long = Self.header(1) + "{\"id\":\"" + String(repeating: "a", count: ManifestLines.lineLimit + 1)
    let tooLong = #expect(throws: ManifestLines.Problem.self) { try decode(long) }
    #expect(tooLong?.message.contains("the line is longer than") == true)
    let tooMany = #expect(throws: ManifestLines.Problem.self) { try decode(Self.header(20_000_000)) }
    #expect(tooMany?.message.contains("--max-cases") == true)
    // One line without end must not be read to its end.
    var pieces = 0
    _ = #expect(throws: ManifestLines.Problem.self) {
      try ManifestReader {
        pieces += 1
        return [UInt8](repeating: 0x20, count: 1 << 20)
      }
    }
    #expect(pieces < 12)
    #expect(throws: ManifestLines.Problem.self) { try ManifestLines.decode([0xff, 0xfe, 0x7b, 0]) }
  }
}

extension String {
  func replacingOccurrences(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
