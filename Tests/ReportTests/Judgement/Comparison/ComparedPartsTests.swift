import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// Three runs a side, of which the parts are compared.
@Suite struct ComparedPartsTests {
  /// Tasks of 30 tokens to read and so many to write.
  private static func runs(_ seed: UInt64, writing completion: Int) -> [ReportDocument] {
    (0..<3 as Range<UInt64>).map { run in
      var random = SeededGenerator(seed: seed + run)
      var report = SampleRun.report(0, thresholds: [])
      for index in 0..<40 {
        var result = SampleRun.result(index, &random)
        result.attempts[0].exchanges[0].tokens = TokenUsage(prompt: 30, completion: completion)
        report.measurements.record(result)
      }
      report.runID = "run-\(seed + run)"
      return report
    }
  }

  private static let tables = Comparer().compare(runs(1, writing: 60), runs(11, writing: 70)).tables

  @Test func aPartTellsItsTokensATask() throws {
    let scenarios = try #require(Self.tables.first { $0.kind == "scenario" }).groups
    #expect(scenarios.map(\.name).sorted() == ["chat", "search"])
    for group in scenarios {
      let row = try #require(group.rows.first { $0.name == "tokens_per_task" })
      #expect(row.first == 90 && row.second == 100)
      #expect(abs(try #require(row.change) - 1.0 / 9) < 1e-12)
    }
  }

  @Test func aNodeThatDecidesSaysWhatItCouldHaveFound() throws {
    let nodes = try #require(Self.tables.first { $0.kind == "node" }).groups
    let deciding = nodes.flatMap(\.rows).filter(\.isPrimary)
    #expect(!deciding.isEmpty)
    #expect(deciding.allSatisfy { $0.smallestDetectable ?? 0 > 0 && $0.needed != nil })
    let others = nodes.flatMap(\.rows).filter { !$0.isPrimary }
    #expect(!others.isEmpty && others.allSatisfy { $0.smallestDetectable == nil && $0.needed == nil })
  }
}
