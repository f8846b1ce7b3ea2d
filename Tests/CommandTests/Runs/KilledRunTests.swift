import Foundation
import MockDify
import Report
import RunModel
import Statistics
import Testing

@testable import FloodgateCLI

/// What is left of a run whose process was killed.
@Suite(.serialized) struct KilledRunTests {
  private static let cases = 1200

  private static func scenario(_ server: MockDifyServer) -> String {
    """
    name: killed
    target: {app: workflow, base_url: '\(server.url)', api_key: {file: .key}, preflight: false}
    matrix: {n: {from: 1, to: \(cases)}}
    execution: {concurrency: 4}
    """
  }

  /// A stand-in whose answers take so long; on the port of an earlier one, if asked.
  private func server(milliseconds: Double, port: Int = 0) async throws -> MockDifyServer {
    var configuration = MockConfiguration()
    (configuration.firstByte, configuration.firstText) = (1, milliseconds)
    (configuration.gap, configuration.events) = (0, 3)
    return try await MockDifyServer.start(configuration, port: port)
  }

  private func begin(_ server: MockDifyServer, _ program: ProgramTests) throws -> Process {
    let file = try program.scenario(Self.scenario(server))
    try Data("app-mock".utf8).write(to: URL(filePath: program.folder + "/.key"))
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = ["run", file, "--reports", program.folder + "/r", "--quiet"]
    try process.run()
    return process
  }

  private func end(_ process: Process, by signal: Int32) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  /// Whether the first results are on disk.
  private func hasResults(_ program: ProgramTests) throws -> Bool {
    try results(program).map { try size($0) } ?? 0 >= 100
  }

  private func folder(_ program: ProgramTests) throws -> String {
    try #require(try results(program)).deletingLastPathComponent().path()
  }

  /// Begins a run against a server with which it takes half a minute at least, waits until results are on disk and a
  /// while longer, and ends it by a signal. What is to be resumed finds its server at the same port.
  private func endedRun(by signal: Int32, after seconds: Double, _ program: ProgramTests) async throws
    -> (folder: String, port: Int)
  {
    let server = try await server(milliseconds: 100)
    let process = try begin(server, program)
    while process.isRunning, try !hasResults(program) { try await Task.sleep(for: .milliseconds(20)) }
    try await Task.sleep(for: .seconds(seconds))
    end(process, by: signal)
    await server.shutdown()
    return (try folder(program), server.port)
  }

  /// Resumes a run whose server is quick now.
  private func resume(_ run: (folder: String, port: Int), _ program: ProgramTests) async throws {
    let server = try await server(milliseconds: 5, port: run.port)
    let outcome = try program.call(["resume", run.folder, "--quiet"])
    await server.shutdown()
    #expect(outcome.code == 0, "\(outcome.errors)")
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
  @Test(arguments: 0..<4) func theReportIsMadeFromWhatIsOnDisk(seed: UInt64) async throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    var random = SeededGenerator(seed: seed)
    let folder = try await endedRun(by: SIGKILL, after: random.nextUnit(), program).folder
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

  /// The server counts what it has ended: what it had a second (and half of one for the busy machine) before the kill
  /// has its line.
  @Test(arguments: 0..<Self.kills) func whatEndedASecondBeforeIsOnDisk(seed: UInt64) async throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let server = try await server(milliseconds: 100)
    var random = SeededGenerator(seed: seed)
    let process = try begin(server, program)
    let length = Duration.seconds(2 + random.nextUnit())
    var (counts, begun): ([(at: ContinuousClock.Instant, ended: Int)], ContinuousClock.Instant?) = ([], nil)
    while process.isRunning, begun.map({ .now - $0 < length }) ?? true {
      counts.append((.now, await server.counters().runsEnded))
      if begun == nil, counts[counts.count - 1].ended > 0, try hasResults(program) { begun = counts.last?.at }
      try await Task.sleep(for: .milliseconds(10))
    }
    let killed = ContinuousClock.now
    end(process, by: SIGKILL)
    await server.shutdown()
    let due = counts.last { $0.at <= killed - .milliseconds(1500) }?.ended ?? 0
    #expect(due > 0, "the run was killed before anything was due")
    #expect(try ResultsReader.lines(folder(program) + "/results.ndjson.gz").count >= due)
  }

  /// What was killed is resumed: every case has one result, and what was on disk is not done again.
  @Test(arguments: 0..<Self.kills) func aKilledRunIsResumed(seed: UInt64) async throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    var random = SeededGenerator(seed: seed)
    let run = try await endedRun(by: SIGKILL, after: random.nextUnit(), program)
    let before = try ResultsReader.lines(run.folder + "/results.ndjson.gz")
    #expect(FileManager.default.fileExists(atPath: run.folder + "/in-flight.json"))
    try await resume(run, program)
    let lines = try ResultsReader.lines(run.folder + "/results.ndjson.gz")
    #expect(Set(lines.map { $0["index"] }).count == Self.cases && lines.count == Self.cases)
    #expect(Array(lines.prefix(before.count)) == before)
    let report = try program.report()
    #expect(report.verdict == .passed && report.measurements.inclusive.succeeded == Self.cases)
    #expect(report.notes.contains { $0.contains("4 were in flight when it was cut and were done again: ") })
  }

  /// How many instants are tried; `FLOODGATE_KILLS` asks for more.
  private static let kills: UInt64 =
    ProcessInfo.processInfo.environment["FLOODGATE_KILLS"].flatMap { UInt64($0) } ?? 2

  /// Under `nohup` a run is not to hear that the terminal was closed.
  private static let signals = [SIGHUP, SIGTERM].filter { !Signals.isIgnored($0) }

  /// The terminal was closed: the run ends as by SIGTERM, with its report.
  @Test(arguments: signals) func aSignalEndsARunWithItsReport(signal: Int32) async throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let run = try await endedRun(by: signal, after: 0, program)
    let report = try ReportFile.read(run.folder + "/report.json.gz")
    #expect(report.verdict == .interrupted && report.measurements.inclusive.succeeded > 0)
    #expect(report.measurements.inclusive.total == Self.cases)
    try await resume(run, program)
    #expect(try program.report().measurements.inclusive.succeeded == Self.cases)
  }
}
