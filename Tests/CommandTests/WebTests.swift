import Foundation
import Report
import RunModel
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
    // On a busy machine the generator may be in the way: then the report says so too.
    let verdict = try program.report().verdict
    #expect(
      process.terminationStatus == (verdict == .invalid ? 5 : 0) && [.passed, .invalid].contains(verdict))
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

  @Test(arguments: [
    (":0", false), ("localhost:1", false), ("127.0.0.1:1", false), ("[::1]:1", false), ("0.0.0.0:1", true),
    ("10.0.0.7:1", true), ("[::]:1", true),
  ]) func whoMayReachItIsSaid(text: String, isOpen: Bool) throws {
    let address = try ListenAddress(text, option: "--listen")
    #expect((address.warning != nil) == isOpen)
  }

  /// Each step's page is left for the next one's, and is still there afterwards.
  @Test(.enabled(if: Repository.has("curl"))) func aSearchIsFollowedFromStepToStep() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario(
      """
      name: steps
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 3}}
      thresholds: [success_rate >= 0.9]
      """)
    let (process, url) = try program.serving([
      "capacity", file, "--max", "2", "--from", "1", "--step-duration", "2s", "--warm-up", "0", "--cool-down",
      "0", "--reports", program.folder + "/r", "--web", "--quiet",
    ])
    defer { process.terminate() }
    func page(_ url: String) throws -> String {
      try Repository.call(["curl", "-sL", "--max-time", "5", "-w", "%{url_effective}", url]).output
    }
    var first = ""
    while process.isRunning, !first.contains("a run under way") { first = try page(url) }
    let address = try #require(first.split(separator: "\n").last.map(String.init))
    #expect(address.contains("-at-1-user-"), "\(address)")
    let events = try Repository.call(["curl", "-sN", "--max-time", "60", address + "events"]).output
    #expect(events.hasSuffix("event: end\ndata: /live\n\n"), "\(events.suffix(200))")
    var next = ""
    while process.isRunning, !next.contains("a run under way") { next = try page(url) }
    #expect(next.contains("-at-2-users-"))
    let report = try page(address)
    #expect(report.contains("floodgate report"), "the first step's report")
    process.waitUntilExit()
    #expect([0, 5].contains(process.terminationStatus))
  }

  @Test func whatCannotBeServedIsAUsageError() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    for (arguments, words) in [
      (["serve", program.folder + "/nosuch"], "there is no such folder"),
      (["serve", program.folder, "--listen", "x"], "--listen x: expected HOST:PORT"),
      (
        ["serve", program.folder, "--allow-run", "nosuch.yaml"],
        "--allow-run nosuch.yaml: there is no such file"
      ),
    ] {
      let outcome = try program.call(arguments)
      #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
    }
  }
}
