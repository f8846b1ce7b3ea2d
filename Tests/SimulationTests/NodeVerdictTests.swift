import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import VerdictSimulation

/// Nodes decide where figures of the whole cannot: a small part of the table in Verdicts.md.
@Suite struct NodeVerdictTests {
  private static func comparisons(
    _ factors: [String: Double], noise: Double, _ count: Int, tasks: Int = 24, comparer: Comparer = Comparer()
  ) -> [Comparison] {
    var experiment = ComparisonExperiment(pairs: 4, comparer: comparer)
    experiment.first = SimulatedBuild(tasks: tasks, noise: noise)
    experiment.second = SimulatedBuild(tasks: tasks, noise: noise, factors: factors)
    return experiment.comparisons(count, seed: 11)
  }

  @Test("Builds that are the same are called worse in at most 5 % of comparisons, nodes included")
  func falseAlarms() {
    // By figures of the whole 2.5 %, by nodes 2.5 %: of 40 more than 6 come about in one of a hundred seeds.
    let worse = [0.01, 0.1].map { noise in
      Self.comparisons([:], noise: noise, 20).count { $0.outcome == .worse }
    }
    #expect(worse[0] + worse[1] <= 6, "\(worse) of 20 each")
  }

  @Test func aSlowerNodeIsFoundWhereTheWholeCannotTell() throws {
    let found = Self.comparisons(["Rerank": 1.4], noise: 0.02, 8, tasks: 80)
    #expect(found.count { $0.isWorseByNodes } >= 4)
    let first = try #require(found.first { $0.isWorseByNodes })
    let slower = first.decidingNodes.filter { $0.row.outcome == .worse }
    #expect(slower.map(\.name) == ["Rerank"])
    #expect(first.rows.filter(\.isPrimary).contains { $0.outcome == .inconclusive })
  }

  @Test func onlyNodesThatHoldAPartOfThePathDecide() {
    let one = Self.comparisons([:], noise: 0.02, 1)[0]
    #expect(
      Set(one.decidingNodes.map(\.name)) == ["Retrieval", "Rerank", "Classify", "LLM"],
      "the answer's node holds a fifth of a percent")
    // A slow node that holds next to nothing moves no verdict.
    let answers = Self.comparisons(["Answer": 3], noise: 0.01, 1)[0]
    #expect(!answers.decidingNodes.contains { $0.name == "Answer" })
    let rows = answers.tables.flatMap(\.groups).filter { $0.name == "Answer (answer)" }.flatMap(\.rows)
    #expect(rows.contains { $0.outcome == .worse }, "it is told in its table")
  }

  @Test func theyDoNotDecideAloneWhenTheyShallNot() {
    var comparer = Comparer()
    comparer.nodesDecide = false
    let found = Self.comparisons(["Rerank": 1.4], noise: 0.02, 4, comparer: comparer)
    #expect(found.allSatisfy { $0.decidingNodes.isEmpty && !$0.isWorseByNodes })
  }

  @Test func oneRunASideKnowsNothingOfNodesFromRunToRun() {
    var random = SeededGenerator(seed: 1)
    let sides = [1.0, 2.0].map { SimulatedBuild(factors: ["Rerank": $0]).run("\($0)", &random) }
    #expect(Comparer().compare([sides[0]], [sides[1]]).decidingNodes.isEmpty)
  }

  @Test func successThatCannotBeToldLetsNoNodeDecide() {
    var (success, latency) = (Comparison.Row("success_rate", .share), Comparison.Row("p50", .seconds))
    (success.isPrimary, success.outcome) = (true, .inconclusive)
    (latency.isPrimary, latency.outcome) = (true, .notWorse)
    var node = Comparison.Row("response_time.p50", .seconds)
    node.outcome = .worse
    #expect(RowJudge.overall([success, latency], nodes: [node]) == .inconclusive)
    #expect(RowJudge.overall([success], nodes: [node]) == .worse)
  }

  @Test(
    "What the whole and the nodes come to together",
    arguments: [
      ([.notWorse], [.worse], .notWorse), ([.better, .notWorse], [.worse], .better),
      ([.inconclusive, .notWorse], [.worse, .better], .worse),
      ([.inconclusive], [.better, .notWorse, .inconclusive], .inconclusive),
      ([.worse, .inconclusive], [], .worse), ([], [.worse], .worse), ([], [], .inconclusive),
    ] as [([Comparison.Outcome], [Comparison.Outcome], Comparison.Outcome)])
  func rule(whole: [Comparison.Outcome], nodes: [Comparison.Outcome], expected: Comparison.Outcome) {
    func rows(_ outcomes: [Comparison.Outcome]) -> [Comparison.Row] {
      outcomes.map { outcome in
        var row = Comparison.Row("response_time.p50", .seconds)
        (row.outcome, row.isPrimary) = (outcome, true)
        return row
      }
    }
    #expect(RowJudge.overall(rows(whole), nodes: rows(nodes)) == expected)
  }
}
