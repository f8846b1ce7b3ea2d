import CaseMatrix
import Foundation
import Judgement
import LoadEngine
import Report
import RunModel
import Synchronization
import Testing

@testable import Session

/// The cases of a run are gone through twice: when they are checked, and when they are run.
@Suite struct CaseWalksTests {
  /// Counts how often its cases are gone through.
  private final class Counted: CaseWalkSource {
    let base: CaseExpansion
    let walks = Mutex(0)

    init(count: Int) throws {
      let matrix = MatrixSpecification(
        dimensions: [.init(name: "n", values: (0..<count).map { .integer(Int64($0)) })],
        query: String(repeating: "a long question ", count: 20), tags: ["half": "${input.n}"])
      base = try CaseExpansion([matrix], seed: 1)
    }

    func walk() -> any CaseWalk {
      walks.withLock { $0 += 1 }
      return base.walk()
    }
  }

  private static let header = {
    var header = ManifestHeader(
      name: "m", targets: [TargetSpecification(name: "a", baseURL: "http://127.0.0.1:1")])
    header.thresholds = [ThresholdDefinition(expression: "success_rate{half:7} >= 0.5")]
    return header
  }()

  /// In memory, and on the disk: 20 cases are 10 kB, 2 000 are 1 MB.
  @Test(arguments: [20, 2000]) func twiceForEachRun(count: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = try Counted(count: count)
    var run = try PreparedRun(
      ManifestPlan(header: Self.header, source: source), notesTags: true, runs: folder.path)
    _ = try RunGate.make(for: &run)
    // What is written down about the run may change after its check.
    run.header.runTags = ["build=7"]
    let files = ["one", "two"].map { folder.appending(path: $0).path }
    var cases: [TestCase] = []
    for file in files {
      try run.write(to: file)
      var iterator = run.cases.makeCaseIterator()
      cases = []
      while let next = try iterator.nextCase() { cases.append(next) }
      // A second run of the same plan makes its manifest itself: what was kept is gone, and takes no room.
      #expect(cases.count == count && source.walks.withLock(\.self) == (file == files[0] ? 2 : 4))
    }

    let manifest = try ManifestLines.decode(ReportFile.readBytes(files[0]))
    #expect(manifest.cases == cases && manifest.header.runTags == ["build=7"])
    #expect(try ReportFile.readBytes(files[1]) == ReportFile.readBytes(files[0]))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["one", "two"])
  }

  @Test func aTagThatNoCaseHasIsFoundByTheCheck() throws {
    var header = Self.header
    header.thresholds[0].expression = "success_rate{half:70} >= 0.5"
    let source = try Counted(count: 20)
    var run = try PreparedRun(ManifestPlan(header: header, source: source), notesTags: true)
    let problem = #expect(throws: ThresholdProblem.self) { try RunGate.make(for: &run) }
    #expect("\(problem!)".contains("no case has '70' as its half") && source.walks.withLock(\.self) == 1)
  }

  /// Where the disk has no room the cases are gone through once more, and the manifest is the same.
  @Test func withoutRoomTheManifestIsTheSame() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files = ["one", "two"].map { folder.appending(path: $0).path }
    for (file, runs) in zip(files, [folder.path, "/nowhere/at/all"]) {
      let source = try Counted(count: 2000)
      let run = try PreparedRun(ManifestPlan(header: Self.header, source: source), runs: runs)
      try run.write(to: file)
      #expect(source.walks.withLock(\.self) == (file == files[0] ? 1 : 2))
    }
    #expect(try ReportFile.readBytes(files[1]) == ReportFile.readBytes(files[0]))
  }
}
