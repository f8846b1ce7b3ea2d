import Foundation
import NIOCore
import Pages
import RunModel
import Synchronization
import Testing

@testable import Report
@testable import Session
@testable import WebApp
@testable import WebServer

/// Runs of a series, one after the other, as their viewers see them.
@Suite(.serialized) struct SiteSeriesTests {
  private let tests = SiteTests()

  private func run(_ name: String, phase: String = "running") -> LiveRun {
    var standing = LiveStanding()
    (standing.run, standing.name, standing.phase, standing.elapsed) = (name, "steps", phase, 2)
    let header = ManifestHeader(name: "steps")
    return LiveRun(standing, header, RunPaths(folder: "/nowhere/\(name)"), RunMeasurements())
  }

  private final class Frames: @unchecked Sendable {
    var last = ""
    func add(_ message: EventBroadcast.Message) {
      switch message {
      case .frame(let frame), .last(let frame): last = String(buffer: frame)
      }
    }
  }

  /// Steps lie deeper than the site's runs do: it knows their folders from the feed.
  @Test func aViewerIsLedFromRunToRun() async throws {
    try await SiteTests.inFolder(runs: 2) { steps, names in
      let (folder, feed) = (steps + "/elsewhere", LiveFeed())
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let report = "\(steps)/\(names[0])/report.json.gz"
      try FileManager.default.moveItem(atPath: report, toPath: report + ".later")
      let site = try Site(folder, feed: feed)
      feed.follows(true)
      feed.take(run(names[0]), folder: "\(steps)/\(names[0])")
      #expect(tests.ask(site, "/live").headers["location"] == "/runs/\(names[0])/")
      let events = try #require(
        site.answer(WebRequest(.get, "/runs/\(names[0])/events", headers: [("host", "localhost")])).events)
      let seen = Frames()
      _ = events.join { seen.add($0) }
      site.tick()
      #expect(seen.last.hasPrefix("event: state"))
      feed.take(run(names[0], phase: "done"), folder: "\(steps)/\(names[0])")
      try FileManager.default.moveItem(atPath: report + ".later", toPath: report)
      site.tick()
      #expect(seen.last == "event: end\ndata: /live\n\n")
      #expect(tests.ask(site, "/live").text.contains("The next run follows"))
      feed.take(run(names[1]), folder: "\(steps)/\(names[1])")
      #expect(tests.ask(site, "/live").headers["location"] == "/runs/\(names[1])/")
      #expect(tests.ask(site, "/runs/\(names[0])/").text.contains("floodgate report"), "the step before")
      feed.take(run(names[1], phase: "done"), folder: "\(steps)/\(names[1])")
      feed.follows(false)
      await site.finish()
      let last = tests.ask(site, "/live")
      #expect(last.headers["location"] == "/runs/\(names[1])/" && last.status == 303)
    }
  }

  /// Addresses of nothing, and of runs that are over, take no place from who looks at one that goes on.
  @Test func addressesOfNothingTakeNoPlace() async throws {
    try await SiteTests.inFolder(runs: 1) { folder, names in
      let feed = LiveFeed()
      let site = try Site(folder, feed: feed)
      for number in 0..<40 {
        #expect(tests.ask(site, "/runs/nosuch\(number)/").status == 404)
        #expect(tests.ask(site, "/runs/nosuch\(number)/events").status == 404)
      }
      _ = tests.ask(site, "/runs/\(names[0])/")
      #expect(site.viewings.withLock { $0.isEmpty })
      feed.take(run("now"), folder: folder + "/now")
      #expect(tests.ask(site, "/runs/now/events").status == 200)
    }
  }
}
