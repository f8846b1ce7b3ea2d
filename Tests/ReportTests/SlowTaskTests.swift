import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Where the time of the slowest attempts went.
@Suite struct SlowTaskTests {
  private static func results(_ count: Int) -> [TaskResult] {
    var random = SeededGenerator(seed: 9)
    return (0..<count).map { SampleRun.result($0, &random) }
  }

  private static func measured(_ results: some Sequence<TaskResult>) -> RunMeasurements {
    results.reduce(into: RunMeasurements()) { $0.record($1) }
  }

  @Test(arguments: [1, 2, 3, 4, 200]) func theSlowestAreKept(count: Int) {
    let measurements = Self.measured(Self.results(count))
    #expect(measurements.slowTasks.count == min(count, SlowTask.limit))
    #expect(measurements.slowTasks.map(\.sample) == Array(measurements.slowest.prefix(SlowTask.limit)))
    for task in measurements.slowTasks { #expect(task.parts.total == task.sample.response) }
  }

  @Test func partsInAnyOrderAreTheWhole() {
    let results = Self.results(90)
    let parts = [0..<30, 30..<31, 31..<90].map { Self.measured(results[$0]) }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var whole = RunMeasurements()
      for part in order { whole.merge(parts[part]) }
      #expect(whole.slowTasks == Self.measured(results).slowTasks)
    }
  }

  /// The longest nodes, by their begin; what held up the run is known of each.
  @Test func manyNodesAreBounded() {
    var result = Self.results(1)[0]
    let send = result.attempts[0].exchanges[0].send!
    result.attempts[0].exchanges[0].nodes = (0..<100).map { index in
      NodeSpan(
        nodeID: "n\(index)", type: "code", title: "node \(index)", status: "succeeded",
        elapsed: .milliseconds(index + 1), startedAt: send + .milliseconds(200 - index))
    }
    let task = Self.measured([result]).slowTasks[0]
    #expect(task.nodes.count == SlowTask.nodeLimit && task.leftOut == 60)
    #expect(task.nodes.first?.name == "node 99 (code)" && task.nodes.last?.name == "node 60 (code)")
    #expect(task.nodes.allSatisfy { $0.end - $0.begin >= 61_000_000 })
    #expect(task.nodes.contains { $0.critical > 0 })
  }

  @Test func thePageDrawsThem() throws {
    let report = SampleRun.report(60)
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    let part = try #require(page.components(separatedBy: "Where their time went").last)
    let section = try #require(part.components(separatedBy: "</section>").first)
    let falls = Array(section.components(separatedBy: "<details").dropFirst())
    #expect(falls.count == 3 && falls[0].hasPrefix(" open>") && !falls[1].hasPrefix(" open"))
    let slowest = try #require(report.measurements.slowTasks.first)
    #expect(falls[0].contains(slowest.sample.taskID) && falls[0].contains("LLM (llm)"))
    #expect(falls[0].contains("model, to first token") || falls[0].contains("nodes"))
    #expect(try ReportReader.read(ReportFile.json(report)) == report)
  }

  /// Nodes are drawn over their own stretch: of a run that waited for 20 s they would be strokes.
  @Test func nodesAfterALongWaitCanBeSeen() throws {
    func at(_ milliseconds: Int64) -> RunInstant { RunInstant(nanoseconds: milliseconds * 1_000_000) }
    var exchange = ExchangeRecord()
    (exchange.send, exchange.ready, exchange.sent) = (.zero, .zero, .zero)
    (exchange.firstByte, exchange.firstEvent, exchange.runStarted) = (at(20_000), at(20_000), at(20_000))
    (exchange.terminal, exchange.close) = (at(21_000), at(21_000))
    let nodes: [(String, Int64, Int64)] = [("a", 20_000, 20_400), ("b", 20_500, 21_000)]
    exchange.nodes = nodes.map { name, start, end in
      var node = NodeSpan(
        nodeID: name, type: "code", title: name, status: "succeeded", elapsed: .milliseconds(end - start),
        startedAt: at(start))
      node.finishedAt = at(end)
      return node
    }
    var result = Self.results(1)[0]
    result.attempts = [
      AttemptRecord(
        number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: at(21_000),
        status: .succeeded, exchanges: [exchange])
    ]
    let fall = SlowTaskFall(try #require(Self.measured([result]).slowTasks.first)).html(isOpen: true)
    let text = fall.text
    for words in ["from 20.0 s to 21.0 s", "left:0.00%;width:40.00%", "left:50.00%;width:50.00%"] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
  }

  /// Where nothing is known of the time nothing is drawn, and an older report has none.
  @Test func withoutTimeThereIsNoPicture() {
    let empty = SampleRun.report(0)
    #expect(!String(decoding: ReportPage(empty).bytes, as: UTF8.self).contains("Where their time went"))
  }
}
