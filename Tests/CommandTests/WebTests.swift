import Foundation
import Testing

@testable import FloodgateCLI

/// A run that is looked at in the browser while it goes on.
@Suite(.serialized) struct WebTests {
  static let scenario = """
    name: watched
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 1, events: 3, faults: {http-500: 0.1}}}
    load: {rate: 40, duration: 4s}

    """

  /// `run --web` shows the run by events, and its viewer gets its report before the program ends.
  @Test(.enabled(if: Repository.has("curl"))) func aRunIsLookedAtAndEndsAsItsReport() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let (process, url) = try program.serving(Self.scenario, ["--web"])
    defer { process.terminate() }
    #expect(url.hasSuffix("/live"))
    var page = ""
    while process.isRunning, !page.contains("a run under way") {
      page = try Repository.call(["curl", "-sL", "--max-time", "5", url]).output
    }
    let run = try #require(try program.runFolders().first)
    let path = url.replacing("/live", with: "/runs/\(run)/")
    let events = try Repository.call(["curl", "-sN", "--max-time", "60", path + "events"]).output
    #expect(events.contains("event: state\ndata: {") && events.hasSuffix("event: end\ndata: \n\n"))
    let report = try Repository.call(["curl", "-s", "--max-time", "5", path]).output
    #expect(report.contains("floodgate report"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 || process.terminationStatus == 5)
    _ = try program.report()
    let files = try FileManager.default.contentsOfDirectory(atPath: program.folder + "/r/" + run)
    #expect(!files.contains("progress.json"))
  }

  /// A search that was cut goes on in the browser, step by step.
  @Test(.enabled(if: Repository.has("curl"))) func aSearchThatIsResumedIsLookedAt() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario(
      """
      name: limited
      target: {app: workflow, mock: {limit: 2, first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 3}}
      thresholds: [success_rate >= 0.97]
      """)
    let cut = try program.call(
      [
        "capacity", file, "--max", "4", "--from", "1", "--steps", "1", "--step-duration", "2s", "--warm-up",
        "0",
        "--cool-down", "0", "--reports", program.folder + "/r",
      ])
    #expect(cut.code == 3, "\(cut)")
    let folder = "\(program.folder)/r/\(try #require(try program.runFolders().first))"
    let (process, url) = try program.serving(["resume", folder, "--steps", "16", "--web", "--quiet"])
    defer { process.terminate() }
    var page = ""
    while process.isRunning, !page.contains("limited at 2 users") {
      page = try Repository.call(["curl", "-sL", "--max-time", "5", url]).output
    }
    #expect(page.contains("a run under way"), "\(page.prefix(300))")
    process.waitUntilExit()
    #expect([0, 5].contains(process.terminationStatus))
  }

  @Test func whatCannotBeServedIsAUsageError() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    for (arguments, words) in [
      (["serve", program.folder + "/nosuch"], "there is no such folder"),
      (["serve", program.folder, "--listen", "x"], "--listen x: expected HOST:PORT"),
    ] {
      let outcome = try program.call(arguments)
      #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
    }
  }
}
