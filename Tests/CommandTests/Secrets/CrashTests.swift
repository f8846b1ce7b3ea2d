import Foundation
import Testing

@testable import FloodgateCLI

/// What a crash leaves: no memory, and a word about the results.
@Suite(.serialized) struct CrashTests {
  private static let scenario = """
    name: crash
    target: {app: workflow, headers: {X-Team: "${FG_KEY}"}, mock: {first_byte_ms: 1, events: 3}}
    matrix: {n: {from: 1, to: 3000}}
    inputs: {question: "${FG_INPUT}"}
    execution: {concurrency: 4}
    """

  /// What can be gone on with is told of commands that leave results, and of no others.
  @Test(
    arguments: [
      ("run", true), ("resume", true), ("capacity", true), ("sweep", true), ("plan", false),
      ("import", false),
      ("mock", false), ("report", false), ("serve", false), (nil, false),
    ] as [(String?, Bool)]) func theWordsFitTheCommand(command: String?, isResumed: Bool)
  {
    let words = CrashMessage.words(command)
    #expect(words.contains("floodgate resume RUN") == isResumed && words.hasSuffix("pass it on.\n"))
    #expect(words.contains("`floodgate \(command ?? "")`") == (command != nil))
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS]) func leavesNoMemory(signal: Int32) throws {
    let tests = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: tests.folder) }
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = [
      "run", try tests.scenario(Self.scenario), "--reports", tests.folder + "/r", "--quiet",
    ]
    process.currentDirectoryURL = URL(filePath: tests.folder)
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = nil
    process.environment = environment.merging(["FG_KEY": "app-KEYKEYKEY", "FG_INPUT": "INPUTINPUT"]) { $1 }
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: tests.folder + "/r") {
      Thread.sleep(forTimeInterval: 0.02)
    }
    kill(process.processIdentifier, signal)
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(
      text.hasPrefix("floodgate crashed in `floodgate run`.") && text.split(separator: "\n").count == 3,
      "\(text)")
    let left = try FileManager.default.contentsOfDirectory(atPath: tests.folder).sorted()
    #expect(left == ["r", "s.yaml"], "no core file")
  }
}
