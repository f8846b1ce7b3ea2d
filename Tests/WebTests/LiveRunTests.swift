import Foundation
import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report
@testable import Session

/// A run that goes on, as a pure value of what was seen of it.
@Suite struct LiveRunTests {
  /// So many seconds of a load of 10 a second, looked at each second, without waiting for any of them.
  private static func run(seconds: Int) -> LiveRun {
    var header = ManifestHeader(name: "long")
    let stages = [LoadStage(duration: .zero, target: 7), LoadStage(duration: .seconds(seconds), target: 7)]
    header.execution.load = .closed(ClosedLoad(stages: stages))
    var keeper = LiveKeeper(header, run: "r-1")
    var measurements = RunMeasurements()
    var progress = RunProgress()
    progress.name = "long"
    for second in 0..<seconds {
      for number in 0..<10 {
        let index = second * 10 + number
        let status: TaskStatus = index.isMultiple(of: 31) ? .failed : .succeeded
        measurements.record(SampleTask.result(index, at: Double(second), status: status))
      }
      progress.elapsed = Double(second) + 1
      (progress.succeeded, progress.inFlight) = (second * 10, 10)
      progress.failures = [.init(label: "gateway", count: second)]
      _ = keeper.take(progress, reason: nil)
    }
    return LiveRun(keeper.standing!, header, RunPaths(folder: "/nowhere/r-1"), measurements)
  }

  /// Half an hour costs no more than a quarter: what is kept, written and sent does not grow with time.
  @Test func halfAnHourIsAsSmallAsAQuarter() throws {
    let runs = [Self.run(seconds: 900), Self.run(seconds: 1800)]
    let sizes = try runs.map { run in
      (file: try CanonicalEncoder.bytes(of: run.standing).count, frame: LivePage(run).frame.utf8.count)
    }
    #expect(sizes[1].file < 64_000 && sizes[1].frame < 200_000, "\(sizes)")
    #expect(sizes[1].file < sizes[0].file * 5 / 4 && sizes[1].frame < sizes[0].frame * 5 / 4, "\(sizes)")
    #expect(runs[1].standing.series.places.count <= LiveSeries.limit)
  }

  @Test func thePageIsWholeAndEachPartIsAnEvent() throws {
    let page = LivePage(Self.run(seconds: 60))
    let text = String(decoding: page.bytes, as: UTF8.self)
    let parts = try #require(
      JSONSerialization.jsonObject(with: Data(page.frame.utf8)) as? [String: String])
    let names = ["head", "now", "shards", "thresholds", "charts", "broke", "nodes", "log"]
    #expect(Set(parts.keys) == Set(names.map { "part-\($0)" }))
    for (id, html) in parts {
      let isThere = text.contains("<div id=\"\(id)\">\(html)</div>")
      #expect(isThere, "\(id)")
    }
    for word in [
      "Attempts in flight", "Time to first text", "Response time of successes", "gateway", "LLM",
      "first gateway",
    ] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(
      text.contains("connect-src &#39;self&#39;") && text.contains("<noscript><meta http-equiv=\"refresh\""))
    #expect(text.components(separatedBy: "<script").count == 2 && !text.contains("src="))
  }

  @Test func whatComesFromOutsideIsOnlyText() {
    var run = Self.run(seconds: 30)
    let payload = "</h1><script>alert(1)</script>"
    (run.report.name, run.standing.name, run.standing.reason) = (payload, payload, payload)
    run.standing.phase = "draining"
    run.standing.thresholds = [.init(expression: payload, standing: payload, value: payload)]
    run.standing.log.note(nil, run.standing, marks: [(0, payload)])
    #expect(!LivePage(run).frame.contains("<script"))
    #expect(
      String(decoding: LivePage(run).bytes, as: UTF8.self).components(separatedBy: "<script").count == 2)
  }

  /// A run that writes its results is followed from where it was read last, and measured as it measures itself.
  @Test func resultsAreReadOnAsTheyAreWritten() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID()).ndjson.gz").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ResultsWriter(path: path)
    let tail = try ResultsTail(path)
    var (own, read, whole) = (RunMeasurements(), RunMeasurements(), 0)
    for round in 0..<5 {
      for number in 0..<100 {
        let result = SampleTask.result(round * 100 + number, at: Double(round))
        own.record(result)
        writer.add(result)
      }
      writer.flush()
      try tail.advance(atMost: 1 << 20) {
        read.record($0); whole += 1
      }
      #expect(whole == (round + 1) * 100 - 1, "the last one may have more attempts")
    }
    try tail.advance(atMost: 1 << 20) { _ in whole += 1 }
    #expect(whole == 499 && tail.read == tail.size)
    #expect(read.windows.windows[0].finished == own.windows.windows[0].finished)
    #expect(read.latency(.responseTime).quantile(0.5) == own.latency(.responseTime).quantile(0.5))
  }

  @Test func aLargeFileIsReadInPieces() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID()).ndjson.gz").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ResultsWriter(path: path)
    for index in 0..<3000 { writer.add(SampleTask.result(index, at: Double(index) / 10)) }
    try writer.finish()
    let tail = try ResultsTail(path)
    var (count, rounds) = (0, 0)
    while tail.read < tail.size {
      let before = tail.read
      try tail.advance(atMost: 5000) { _ in count += 1 }
      #expect(tail.read - before <= 5000)
      rounds += 1
    }
    #expect(count == 2999 && rounds > 3)
  }
}
