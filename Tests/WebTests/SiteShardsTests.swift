import Foundation
import LoadEngine
import Report
import RunModel
import Statistics
import Testing

@testable import Session
@testable import WebApp
@testable import WebServer

/// A run that is shared out, in the browser: one run, the sum of its shards.
@Suite(.serialized) struct SiteShardsTests {
  private static let scenario = """
    name: shared
    target: {app: workflow, mock: {}}
    matrix: {n: {from: 1, to: 12}}
    load: {rate: 10, duration: 60s}
    thresholds: [success_rate >= 0.5]
    """

  private func ask(_ site: Site, _ target: String) -> (status: Int, text: String, location: String?) {
    let request = WebRequest(.get, target, headers: [("host", "localhost")], body: [])
    let answer = site.answer(request)
    return (
      answer.status, String(decoding: answer.body, as: UTF8.self),
      answer.headers.first { $0.name == "location" }?.value
    )
  }

  /// A run of three shards, as planned; nothing of it has begun.
  private func planned(_ folder: String) async throws -> ShardsFolder {
    let manifest = try await ManifestLoader().load(text: Self.scenario, name: "s")
    var options = RunSession.Options()
    (options.reports, options.stub) = (folder, true)
    let plan = ShardsPlan(count: 3, launcher: LauncherOptions(.slurm, program: ""))
    return try ShardedRun(manifest, plan, options: options, token: CancellationToken()).folder
  }

  private func speak(_ shared: ShardsFolder, _ shard: Int, finished: Int, ago seconds: Double = 0) throws {
    let paths = shared.run(of: shard)
    try FileManager.default.createDirectory(atPath: paths.folder, withIntermediateDirectories: true)
    var tally = LiveTally(
      response: CensoredSample(observed: Histogram()), firstText: CensoredSample(observed: Histogram()))
    tally.succeeded = finished
    var standing = LiveStanding()
    (standing.run, standing.name, standing.elapsed) = (paths.runID, "shared", 40)
    (standing.finished, standing.inFlight, standing.tally) = (finished, 2, tally)
    standing.series.add(elapsed: 40, finished: finished, inFlight: 2, asked: 3)
    try LiveFile(folder: paths.folder).write(standing)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: paths.folder + "/" + LiveFile.name)
    let results = try ResultsWriter(path: paths.results)
    for index in 0..<finished { results.add(SampleTask.result(index * 3 + shard, at: Double(index))) }
    try results.finish()
  }

  @Test func itIsOneRunAndTheSumOfItsShards() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let shared = try await planned(folder)
      let (site, name) = (try Site(folder), shared.paths.runID)
      #expect(!ask(site, "/").text.contains("Under way"))
      #expect(ask(site, "/runs/\(name)/").text.contains("floodgate report \(name)"))
      for shard in 1...3 { try speak(shared, shard, finished: 10 * shard) }
      let list = ask(site, "/").text
      #expect(list.components(separatedBy: "href=\"./runs/").count == 2 && list.contains(">60<"))
      #expect(ask(site, "/live").location == "/runs/\(name)/")
      let page = ask(site, "/runs/\(name)/").text
      #expect(
        page.contains("60 of 600 tasks finished") || page.contains("60 tasks finished"),
        "\(page.prefix(3000))")
      #expect(
        page.contains(">holding</span>") && !page.contains("held by"), "the sum is judged, not its parts")
      #expect(
        page.contains(">3/3<") && page.contains("57 succeeded") && !page.contains("class=\"badtext\">lost"))
    }
  }

  @Test func aLostShardIsNamed() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let shared = try await planned(folder)
      for shard in [1, 3] { try speak(shared, shard, finished: 10) }
      try speak(shared, 2, finished: 4, ago: 30)
      let page = ask(try Site(folder), "/runs/\(shared.paths.runID)/").text
      #expect(page.contains("shard 2/3; its load is missing") && page.contains("class=\"badtext\">lost"))
      #expect(page.contains("shard 2/3 says nothing any more"))
      #expect(ask(try Site(folder), "/").text.contains("lost: 2/3"))
    }
  }

  /// A shard's folder that is a link out, or a file in it that is, shows nothing.
  @Test(arguments: ["", "progress.json"]) func noShardLeadsOut(link: String) async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let (shared, outside) = (try await planned(folder), folder + "-outside")
      defer { try? FileManager.default.removeItem(atPath: outside) }
      for shard in 1...3 { try speak(shared, shard, finished: 10) }
      let site = try Site(folder)
      #expect(ask(site, "/").text.contains("Under way"))
      let inner = shared.run(of: 2).folder + (link == "progress.json" ? "/progress.json" : "")
      try FileManager.default.moveItem(atPath: inner, toPath: outside)
      try FileManager.default.createSymbolicLink(atPath: inner, withDestinationPath: outside)
      #expect(!ask(site, "/").text.contains("Under way"))
      #expect(ask(site, "/runs/\(shared.paths.runID)/").status == 404)
    }
  }
}
