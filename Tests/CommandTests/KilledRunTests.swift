import Foundation
import Report
import RunModel
import Statistics
import Testing

/// What is left of a run whose process was killed.
@Suite(.serialized) struct KilledRunTests {
  private static let scenario = """
    name: killed
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0, events: 3}}
    matrix: {n: {from: 1, to: 3000}}
    execution: {concurrency: 4}
    """

  /// Begins a run, waits until results are on disk and a while longer, and ends it by a signal.
  private func folderOfRun(endedBy signal: Int32, after seconds: Double, _ program: ProgramTests) throws
    -> String
  {
    let file = try program.scenario(Self.scenario)
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = ["run", file, "--reports", program.folder + "/r", "--quiet"]
    try process.run()
    while process.isRunning, try results(program).map({ try size($0) }) ?? 0 < 100 {
      Thread.sleep(forTimeInterval: 0.02)
    }
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return try #require(try results(program)).deletingLastPathComponent().path()
  }

  private func results(_ program: ProgramTests) throws -> URL? {
    guard FileManager.default.fileExists(atPath: program.folder + "/r") else { return nil }
    let file = try program.runFolders().last.map {
      URL(filePath: program.folder + "/r/\($0)/results.ndjson.gz")
    }
    return file.flatMap { FileManager.default.fileExists(atPath: $0.path()) ? $0 : nil }
  }

  private func size(_ file: URL) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: file.path())[.size] as? Int ?? 0
  }

  /// Instants of the kill are drawn: a flush may be under way.
  @Test(arguments: 0..<4) func theReportIsMadeFromWhatIsOnDisk(seed: UInt64) throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    var random = SeededGenerator(seed: seed)
    let folder = try folderOfRun(endedBy: SIGKILL, after: random.nextUnit(), program)
    #expect(!FileManager.default.fileExists(atPath: folder + "/report.json.gz"))
    let outcome = try program.call(["report", folder])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains("killed: interrupted")
        && outcome.output.contains("made from the results on disk"))
    let report = try ReportFile.read(folder + "/report.json.gz")
    let lines = try ResultsReader.lines(folder + "/results.ndjson.gz")
    #expect(report.measurements.inclusive.total == lines.count && lines.count > 0)
    try program.checkSchema(folder + "/report.json.gz")
  }

  /// What was killed is resumed: every case has one result, and what was on disk is not done again.
  @Test(arguments: 0..<Self.kills) func aKilledRunIsResumed(seed: UInt64) throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    var random = SeededGenerator(seed: seed)
    let folder = try folderOfRun(endedBy: SIGKILL, after: random.nextUnit(), program)
    let before = try ResultsReader.lines(folder + "/results.ndjson.gz")
    #expect(FileManager.default.fileExists(atPath: folder + "/in-flight.json"))
    let outcome = try program.call(["resume", folder, "--quiet"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = try ResultsReader.lines(folder + "/results.ndjson.gz")
    #expect(Set(lines.map { $0["index"] }).count == 3000 && lines.count == 3000)
    #expect(Array(lines.prefix(before.count)) == before)
    let report = try program.report()
    #expect(report.verdict == .passed && report.measurements.inclusive.succeeded == 3000)
    #expect(report.notes.contains { $0.contains("4 were in flight when it was cut and were done again: ") })
  }

  /// How many instants are tried; `FLOODGATE_KILLS` asks for more.
  private static let kills: UInt64 =
    ProcessInfo.processInfo.environment["FLOODGATE_KILLS"].flatMap { UInt64($0) } ?? 2

  /// The terminal was closed: the run ends as by SIGTERM, with its report.
  @Test(arguments: [SIGHUP, SIGTERM]) func aSignalEndsARunWithItsReport(signal: Int32) throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let folder = try folderOfRun(endedBy: signal, after: 0, program)
    let report = try ReportFile.read(folder + "/report.json.gz")
    #expect(report.verdict == .interrupted && report.measurements.inclusive.succeeded > 0)
    #expect(report.measurements.inclusive.total == 3000)
    let resumed = try program.call(["resume", folder, "--quiet"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try program.report().measurements.inclusive.succeeded == 3000)
  }
}
