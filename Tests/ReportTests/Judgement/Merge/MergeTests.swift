import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct MergeTests {
  /// Tasks with ids of their own, dealt out to parts at random.
  private func parts(_ count: Int, of tasks: Int, _ random: inout SeededGenerator) -> (
    whole: RunMeasurements, parts: [RunMeasurements]
  ) {
    let warmUp = RunInstant(nanoseconds: 1_000_000_000)
    var whole = RunMeasurements(warmUpEnd: warmUp)
    var parts = [RunMeasurements](repeating: RunMeasurements(warmUpEnd: warmUp), count: count)
    for index in 0..<tasks {
      // Some far apart, so that windows have different widths.
      let place = random.next() % 50 == 0 ? index * 40 : index
      let result = SampleRun.result(place, &random)
      whole.record(result)
      parts[Int(random.next() % UInt64(count))].record(result)
    }
    return (whole, parts)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func partsInAnyOrderAreTheWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (whole, parts) = parts(2 + Int(seed % 4), of: 150, &random)
    let bytes = try CanonicalEncoder.bytes(of: whole)
    for _ in 0..<3 {
      let order = parts.shuffled(using: &random)
      let merged = order.dropFirst().reduce(into: order[0]) { $0.merge($1) }
      #expect(merged == whole, "one after the other")
      #expect(try CanonicalEncoder.bytes(of: merged) == bytes)
      // ((a + b) + (c + ...)): grouping does not matter either.
      var (left, right) = (order[0], order[order.count - 1])
      for part in order.dropFirst().dropLast() { right.merge(part) }
      left.merge(right)
      #expect(left == whole, "grouped otherwise")
    }
  }

  private func report(_ run: String, _ change: (inout ReportDocument) -> Void = { _ in }) -> ReportDocument {
    var report = SampleRun.report(100)
    report.runID = run
    change(&report)
    return report
  }

  /// What the engines counted is added up, and unknown when one of them did not count.
  @Test func countsAreAddedUp() throws {
    let counted = (1...3).map { number in
      report("run-\(number)") { $0.counts = RunCounts(planned: 10 * number, begun: number) }
    }
    #expect(try ReportMerge.merge(counted).counts == RunCounts(planned: 60, begun: 6))
    #expect(try ReportMerge.merge(counted + [report("old") { $0.counts = nil }]).counts == nil)
  }

  @Test func reportsInAnyOrderGiveTheSameBytes() throws {
    let shards = (1...3).map { shard in
      report("run-\(shard)") {
        $0.startedAt = "2026-11-2\(shard)T12:00:00Z"
        $0.manifest = ManifestFacts(contentHash: "shard \(shard)", seed: 1, caseCount: 12)
        $0.environment = ["host": "h\(shard)", "cores": "2"]
        $0.notes = ["note \(shard % 2)"]
        $0.generator = GeneratorHealth(loopUtilisation: 0.1 * Double(shard), openFileLimit: 100)
      }
    }
    let merged = try ReportMerge.merge(shards)
    #expect(try ReportFile.encode(ReportMerge.merge(shards.reversed())) == ReportFile.encode(merged))
    let nested = try ReportMerge.merge([ReportMerge.merge([shards[2], shards[0]]), shards[1]])
    #expect(nested.measurements == merged.measurements && nested.runIDs == merged.runIDs)
    #expect(merged.runID == "run-1+run-2+run-3" && merged.manifest.caseCount == 36)
    #expect(merged.measurements.statistics.total == 300 && merged.startedAt.hasPrefix("2026-11-21"))
    #expect(merged.environment == ["host": "h1, h2, h3", "cores": "2"])
    #expect(merged.notes == ["note 0", "note 1"] && merged.remarks == ["joined from 3 runs"])
    #expect(nested.remarks == ["joined from 3 runs"], "what a part says of itself is not said of the whole")
    #expect(abs((merged.generator.loopUtilisation ?? 0) - 0.3) < 1e-9)
  }

  @Test(arguments: [
    ("the same run", "run 'one' was given twice"), ("scenario", "scenario 'sample' is not 'other'"),
    ("policy", "different policies"), ("server", "Dify 1.11.2, pool) is not default"),
    ("threshold", "different thresholds"),
  ]) func whatDoesNotBelongTogetherIsRefused(kind: String, message: String) throws {
    let second = report("two") { report in
      switch kind {
      case "the same run": report.runID = "one"
      case "scenario": report.name = "other"
      case "policy": report.execution.concurrency = 77
      case "server": report.targets[0].serverVersion = "1.12.0"
      default: report.thresholds.removeLast()
      }
    }
    let problem = #expect(throws: ReportMerge.Mismatch.self) {
      try ReportMerge.merge([report("one"), second])
    }
    #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
  }

  @Test func aRunInsideAJoinedReportCountsAsGiven() throws {
    let joined = try ReportMerge.merge([report("one"), report("two")])
    let problem = #expect(throws: ReportMerge.Mismatch.self) {
      try ReportMerge.merge([joined, report("two")])
    }
    #expect(problem?.description.contains("'two' was given twice") == true)
    #expect(throws: ReportMerge.Mismatch.self) { try ReportMerge.merge([]) }
  }
}
