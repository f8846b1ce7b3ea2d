import ArgumentParser
import FoundationEssentials
import MockDify
import Report
import Session
import WebServer

/// `floodgate mock`
struct MockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mock", abstract: "Serve a stand-in for Dify until Ctrl-C.",
    discussion: Examples.of(
      "mock",
      then: "Options are written NAME=VALUE: \(MockOption.all.map(\.name).joined(separator: ", ")).\n"
        + "Faults are kinds with shares, such as faults=http-502:0.01,workflow-failed:0.02; kinds: "
        + MockFault.allCases.map(\.rawValue).joined(separator: ", ") + "."))

  @Option(help: "The port; 0 takes a free one.")
  var port = 8080

  @Option(help: "A folder of recordings (NAME.http, NAME.timing.json) to replay where a request fits.")
  var recordings: String?

  @Option(
    help:
      "A recording (NAME.http, with NAME.timing.json beside it) that answers every request to its path, with its timing."
  )
  var record: String?

  @Option(help: "How many times as fast recordings are replayed.")
  var speed = 1.0

  @Argument(help: "Options, NAME=VALUE.")
  var options: [String] = []

  func run() async throws {
    try await reporting {
      guard (0...65535).contains(port) else { throw UsageProblem("--port is \(port), expected 0 to 65535") }
      let configuration = try MockConfiguration(options: try pairs())
      let server = try await start(configuration)
      let stopped = AsyncStream<Void>.makeStream()
      Signals.handle { _ in stopped.continuation.finish() }
      Terminal.print(
        "floodgate mock: Dify \(configuration.generation.serverVersion), app \(configuration.app.rawValue)")
      Terminal.print("  base_url  \(server.url)\n  api_key   \(configuration.key)")
      for await _ in stopped.stream {}
      let counters = await server.counters()
      await server.shutdown()
      Terminal.print(
        "served \(counters.requests) requests: \(counters.runsStarted) runs, \(counters.runsRefused) refused, \(counters.stops) stops, at most \(counters.peak) at once"
      )
    }
  }

  private func start(_ configuration: MockConfiguration) async throws -> MockDifyServer {
    do {
      return try await MockDifyServer.start(configuration, port: port, recordings: try loadRecordings())
    } catch let problem as UsageProblem {
      throw problem
    } catch {
      throw UsageProblem(
        "cannot listen on port \(port): \(WebServer.why(error)); --port 0 takes one that is free")
    }
  }

  private func pairs() throws -> [String: String] {
    var pairs: [String: String] = [:]
    for option in options {
      let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw UsageProblem("'\(option)' is no option; expected NAME=VALUE") }
      pairs[parts[0]] = parts[1]
    }
    return pairs
  }

  private func loadRecordings() throws -> [Recording] {
    if let record { return [try recording(record, fitsAll: true)] + (try folder()) }
    return try folder()
  }

  /// Throws ``UsageProblem`` for a file that is none.
  private func recording(_ path: String, fitsAll: Bool) throws -> Recording {
    let base = path.hasSuffix(".http") ? String(path.dropLast(5)) : path
    guard let recording = try read(base, fitsAll: fitsAll) else {
      throw UsageProblem("'\(base).http' is no recording: a request, '===== response =====', an answer")
    }
    return recording
  }

  /// The exchange of a name without its ending; `nil` when it is none.
  private func read(_ base: String, fitsAll: Bool) throws -> Recording? {
    let timing = try? ReportFile.readBytes(base + ".timing.json", limit: 16 << 20)
    return Recording(
      exchange: try ReportFile.readBytes(base + ".http", limit: 64 << 20), timing: timing, speed: speed,
      fitsAll: fitsAll)
  }

  private func folder() throws -> [Recording] {
    guard let recordings else { return [] }
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: recordings) else {
      throw UsageProblem("--recordings \(recordings): there is no such folder that can be read")
    }
    return try files.sorted().filter { $0.hasSuffix(".http") }.compactMap {
      try read(recordings + "/" + $0.dropLast(5), fitsAll: false)
    }
  }
}
