import Foundation
import RunModel
import ServerSentEvents
import Session

@testable import CaseMatrix
@testable import Dify
@testable import Judgement
@testable import Report
@testable import Scenario

/// A reader of files or answers that come from outside, and the real files that are changed to try it. It may refuse them,
/// but neither trap nor hang.
struct FuzzReader: Sendable {
  let name: String
  /// Folders of real files, from the repository's root.
  let corpus: [String]
  let read: @Sendable ([UInt8]) -> Void

  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  private init(_ name: String, _ more: [String] = [], _ read: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    // Not every reader has files at which something broke.
    corpus = (["Tests/FuzzTests/Corpus/\(name)"] + more).filter {
      FileManager.default.fileExists(atPath: Self.root.appending(path: $0).path())
    }
    self.read = { try? read($0) }
  }

  /// The real files, and those at which something broke once.
  var files: [[UInt8]] {
    corpus.flatMap { folder -> [[UInt8]] in
      let path = Self.root.appending(path: folder).path()
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".json") || folder.contains("Corpus") }
        .sorted()
        .compactMap { FileManager.default.contents(atPath: "\(path)/\($0)").map { [UInt8]($0) } }
    }
  }

  private static let fixtures = "Tests/DifyTests/Fixtures"

  /// Every reader.
  static let all: [FuzzReader] = [
    FuzzReader("scenario", ["Scenarios"]) { bytes in
      let document = try ScenarioLoader(environment: ["A": "a-value"]).load(bytes: bytes, name: "s.yaml")
      // Cases are made as far as nothing but the file is needed.
      let local = document.matrices.allSatisfy { $0.dimensions.allSatisfy { $0.source.isLocal } }
      if local { try CaseExpansion(document.matrices, seed: 1, limit: 200).forEach { _ in } }
    },
    FuzzReader("progress") { bytes in
      guard var standing = LiveFile.standing(of: bytes) else { return }
      standing.series.add(elapsed: standing.elapsed + 5, finished: 9, inFlight: 1, asked: 2)
      standing.log.note(nil, standing, marks: [])
      _ = (standing.series.asked, standing.series.reached, standing.series.inFlight)
    },
    FuzzReader("test-plan") { bytes in try readPlan(bytes) },
    FuzzReader("manifest") { _ = try ManifestLines.decode($0) },
    FuzzReader("csv") { try readTable($0, .csv) },
    FuzzReader("json") { try readTable($0, .json) },
    FuzzReader("jsonl") { try readTable($0, .jsonLines) },
    FuzzReader("import") { bytes in
      _ = try ImportDraft(
        ImportedRequests(bytes), name: "n", casesFile: "n.jsonl", source: "n.har", keyVariable: "K")
    },
    FuzzReader("trace") { bytes in
      try withFile(bytes) { path in
        let imported = try ImportedTrace(path: path, scratch: NSTemporaryDirectory())
        _ = try TraceDraft(
          imported, name: "n", traceFile: "n.jsonl", source: "n", keyVariable: "K", isMasked: true
        ) { _ in }
      }
    },
    FuzzReader("replay") { bytes in
      let base = try CaseExpansion(
        [MatrixSpecification()], seed: 1)
      let trace = TraceCases(base: base, clock: TraceClock(speed: 2), limit: 1000) {
        var rest: [UInt8]? = bytes
        return {
          defer { rest = nil }
          return rest
        }
      }
      var header = ManifestHeader(name: "n")
      header.execution.load = LoadProfile(ReplayLoad(file: "t"))
      var plan = ManifestPlan(header: header, source: trace)
      plan.findsArrivals = true
      _ = try plan.pass(mayBeEmpty: true)
    },
    FuzzReader("results") { bytes in try readResults(bytes) },
    FuzzReader("report") { bytes in
      let report = try ReportReader.read(bytes)
      _ = TerminalSummary(report).lines
      _ = Comparer().compare([report, report], [report, report])
      let merged = try ReportMerge.merge([report, report])
      _ = TerminalSummary(merged).lines
    },
    FuzzReader("comparison") { _ = try ComparisonFile.decode($0) },
    FuzzReader("history") { bytes in try withFile(bytes) { _ = try HistoryFile($0).read() } },
    FuzzReader("summary") { _ = try DocumentDecoder.decode(RunSummary.self, from: $0) },
    FuzzReader("stream", ["Tests/ServerSentEventsTests/Fixtures", fixtures]) { bytes in
      var (parser, fold) = (EventStreamParser(limit: 1 << 16), StreamFold(keepsContent: true))
      try parser.feed(body(bytes).span.bytes, to: &fold)
      fold.end()
    },
    FuzzReader("answer", [fixtures]) { bytes in
      var reader = DocumentReader()
      reader.readDocument(body(bytes))
    },
    FuzzReader("retrieval") { bytes in
      let answer = try JSONReader.value(of: bytes)
      let hits = (answer["records"]?.list ?? []).map(RetrievedHit.init(record:))
      _ = hits.map(\.text) + (answer["resources"]?.list ?? []).map { RetrievedHit(resource: $0).text }
      _ = IndexingState(answer).verdict
    },
    FuzzReader("shape") { bytes in
      let shape = AnswerShape(["answer": .string(text(bytes))])
      _ = TextSimilarity.score(text(bytes), "the tide rises \(shape.words)", .rougeL)
    },
    FuzzReader("gzip") { bytes in
      // The last byte says how much of the compressed form is there.
      let whole = try Gzip.compress(bytes, level: 1)
      let cut = whole.count * Int(bytes.last ?? 255) / 255
      _ = try Gzip.decompress(Array(whole[..<cut]) + bytes.prefix(8))
    },
    FuzzReader("json-path") { _ = try JSONPath(text($0)).all(in: ["items": [["name": 1]], "a": [1, 2]]) },
    FuzzReader("json-schema") { bytes in
      let schema = try JSONReader.value(of: bytes)
      _ = SchemaProblem.first(in: schema)
      _ = SchemaChecker.firstProblem(["a": "x", "n": 3, "l": [1, "b", 1], "o": 2], schema)
    },
    FuzzReader("threshold") { _ = try ThresholdExpression(parsing: text($0)) },
  ]
}

extension FuzzReader {
  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// What follows the head of a recorded answer.
  private static func body(_ bytes: [UInt8]) -> [UInt8] {
    let end = Array("\r\n\r\n".utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: end) }
    return start.map { Array(bytes[($0 + end.count)...]) } ?? bytes
  }

  private static func readTable(_ bytes: [UInt8], _ format: DataTable.Format) throws {
    let values = try RowValues(DataTable(path: "d", format: format), bytes, dimension: "x", seed: 1)
    for index in 0..<min(values.count, 100) {
      var point = CasePoint()
      values.contribute(index, name: "x", to: &point)
    }
  }

  private static func readPlan(_ bytes: [UInt8]) throws {
    let parts = text(bytes).components(separatedBy: "%%%\n").map { Array($0.utf8) }
    let file = SourceFile(
      name: "test_plan.yaml", bytes: parts[0], environment: EnvironmentExpansion(variables: ["A": "a-value"])
    ) { name in
      name.contains("env_config") && parts.count > 1
        ? parts[1] : name.contains("catalog") && parts.count > 2 ? parts[2] : nil
    }
    guard let root = file.root else { return }
    _ = TestPlanLoader(file: file).load(root, .init())
  }

  private static func readResults(_ bytes: [UInt8]) throws {
    var measurements = RunMeasurements()
    try withFile(bytes) { path in
      try ResultLines.forEachResult(path) { result, _ in measurements.record(result) }
      try ResultsReader.forEachLine(path) { _ = ResultQuery().result($0) }
    }
  }

  private static func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID())").path()
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }
}

extension DimensionSource {
  /// Whether it needs no other file.
  fileprivate var isLocal: Bool {
    switch self {
    case .files, .table, .boundary: false
    case .values, .weighted, .random, .text: true
    }
  }
}
