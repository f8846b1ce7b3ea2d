import Foundation
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report
@testable import RunModel

/// Parts of a run: every metric of every slice, and of what was selected before the run to full precision.
@Suite struct SlicesTests {
  private func results(_ count: Int) -> [TaskResult] {
    var random = SeededGenerator(seed: 9)
    return (0..<count).map { SampleRun.result($0, &random) }
  }

  private func measured(_ results: [TaskResult], _ selections: [Selection] = []) -> RunMeasurements {
    results.reduce(into: RunMeasurements(selections: selections)) { $0.record($1) }
  }

  @Test(arguments: MetricName.allCases) func aSliceHasEveryLatency(name: MetricName) throws {
    let all = results(600)
    let own = measured(all.filter { $0.scenario == "chat" }).series(name).sample
    let slice = try #require(measured(all).scenarios["chat"]).sample(name)
    #expect(slice.count == own.count)
    for q in [0.1, 0.5, 0.95] {
      guard let exact = own.quantile(q)?.low, exact > 0 else { continue }
      #expect(abs((slice.quantile(q)?.low ?? 0) / exact - 1) < 0.017, "\(name) \(q)")
    }
  }

  @Test func aSelectionOfSeveralTagsIsThatPartToTheLastDigit() throws {
    let all = results(600)
    let selection = Selection(tags: ["scenario": "chat", "kind": "x", "variant": "a"])
    let part = try #require(measured(all, [selection]).selections?.first)
    let own = measured(all.filter { $0.scenario == "chat" })
    #expect(part.metrics == own.metrics && part.tally.statistics == own.statistics)
    #expect(part.tally.traffic == own.traffic && part.tally.statistics.total == 200)
    let none = Selection(tags: ["scenario": "chat", "kind": "y"])
    #expect(measured(all, [none]).selections?.first == none)
  }

  @Test func aNodeOfAScenarioCanBeSelected() throws {
    let selection = Selection(tags: ["scenario": "chat", "node": "LLM"])
    let part = try #require(measured(results(300), [selection]).selections?.first)
    #expect(part.tally.statistics.total == 100 && part.metrics[.serverElapsed].succeeded.count == 100)
  }

  @Test func selectionsOfPartsAddUp() throws {
    let all = results(400)
    let selection = Selection(tags: ["scenario": "search"], windows: true)
    var first = measured(Array(all[..<150]), [selection])
    first.merge(measured(Array(all[150...]), [selection]))
    #expect(first.selections == measured(all, [selection]).selections)
    first.merge(measured(all))
    #expect(first.selections == [], "what one part did not keep is not whole")
  }

  @Test func whatALimitCutIsKeptAsLongerThanThat() throws {
    var cut = results(1)[0]
    cut.status = .timeout
    cut.attempts[0].status = .timeout
    cut.attempts[0].exchanges[0].firstText = nil
    let measurements = measured([cut])
    for name in [MetricName.responseTime, .serviceTime, .timeToFirstText, .taskTotal] {
      #expect(measurements.series(name).sample.quantile(0.5)?.high == .infinity, "\(name)")
      #expect(measurements.scenarios["chat"]?.sample(name).quantile(0.5)?.high == .infinity, "\(name)")
    }
    #expect(measurements.series(.timeToFirstByte).censored.isEmpty, "its first byte had come")
  }

  @Test func slicesOfTheFirstReportsAreRead() throws {
    let text = """
      {"total":3,"succeeded":2,"tokens":70,"cost":"0.5","latency":{"count":0,"sum":"0"},"firstText":{"count":0,"sum":"0"}}
      """
    let slice = try JSONDecoder().decode(Slice.self, from: Data(text.utf8))
    #expect(slice.total == 3 && slice.succeeded == 2 && slice.tokens == 70 && slice.cost.amount == 0.5)
  }

  @Test func slicesAreBounded() {
    var measurements = RunMeasurements()
    var result = results(1)[0]
    for index in 0..<700 {
      result.tags = ["n": "\(index)"]
      measurements.record(result)
    }
    #expect(measurements.tags.count == RunMeasurements.sliceLimit && measurements.droppedCells == 200)
  }
}
