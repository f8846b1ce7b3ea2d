import Foundation
import Report
import RunModel
import Testing

/// Manifests as their user meets them: written, run, divided and joined again.
@Suite struct PlanTests {
  private let home: ProgramTests
  private var folder: String { home.folder }

  init() throws { home = try ProgramTests() }

  private static let scenario = """
    name: tiers
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 2}}
    matrix: {topic: [tides, bees], tier: [gold, silver, bronze], n: {from: 1, to: 5}}
    inputs: {q: "${input.n} words on ${input.topic}"}
    tags: {tier: "${input.tier}"}
    execution: {concurrency: 4}

    """

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func report(_ run: String) throws -> ReportDocument {
    let folder = folder + "/" + run
    let name = try #require(try ProgramTests.runFolders(in: folder).first)
    return try ReportFile.read("\(folder)/\(name)/report.json.gz")
  }

  @Test func aManifestIsTheSameEachTime() throws {
    let file = try home.scenario(Self.scenario)
    for name in ["a.jsonl", "b.jsonl", "c.jsonl.gz"] {
      #expect(try home.call(["plan", file, "--output", "\(folder)/\(name)"]).code == 0)
    }
    let first = try bytes(folder + "/a.jsonl")
    #expect(try bytes(folder + "/b.jsonl") == first)
    let unpacked = try home.call(["plan", folder + "/c.jsonl.gz", "--output", folder + "/d.jsonl"])
    #expect(unpacked.code == 0, "\(unpacked.errors)")
    #expect(try bytes(folder + "/d.jsonl") == first)
  }

  @Test func shardsRunApartAndJoinToOneRun() throws {
    let file = try home.scenario(Self.scenario)
    for number in 1...3 {
      let run = try home.call(["run", file, "--shard", "\(number)/3", "--reports", "\(folder)/\(number)"])
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try home.call(["run", file, "--reports", folder + "/whole"]).code == 0)
    let paths = try (1...3).map { number in
      let name = try #require(try ProgramTests.runFolders(in: "\(folder)/\(number)").first)
      return "\(folder)/\(number)/\(name)/report.json.gz"
    }
    let joined = folder + "/joined.json.gz"
    #expect(try home.call(["merge"] + paths + ["--output", joined]).code == 0)
    let (merged, whole) = (try ReportFile.read(joined), try report("whole"))
    #expect(merged.manifest == whole.manifest && merged.manifest.caseCount == 30)
    #expect(merged.measurements.statistics.succeeded == 30)
    #expect(Set(merged.measurements.cases.keys) == Set(whole.measurements.cases.keys))
    #expect(merged.measurements.tags.mapValues(\.total) == whole.measurements.tags.mapValues(\.total))
    let missing = try home.call(["merge", paths[0], paths[2], "--output", joined])
    #expect(missing.code == 5 && missing.output.contains("shards are missing: 2/3"), "\(missing)")
    let double = try home.call(["merge", paths[0], paths[0], "--output", joined])
    #expect(double.code == 1 && double.errors.contains("shard 1/3 is there twice"), "\(double)")
  }

  @Test func aShardOfAManifestRunsByItself() throws {
    let file = try home.scenario(Self.scenario)
    let shard = folder + "/s.jsonl.gz"
    #expect(try home.call(["plan", file, "--shard", "2/4", "--output", shard]).code == 0)
    #expect(try home.call(["run", shard, "--reports", folder + "/r"]).code == 0)
    let facts = try report("r").manifest
    #expect(facts.shard?.numbers == [2] && facts.shard?.wholeCount == 30 && (7...8).contains(facts.caseCount))
    let again = try home.call(["run", shard, "--shard", "1/2"])
    #expect(again.code == 1 && again.errors.contains("it is shard 2/4 already"), "\(again)")
    #expect(try home.call(["run", file, "--shard", "5/4"]).errors.contains("expected i/n"))
  }

  /// A load of its own for each scenario: every shard has cases of each, however few there are.
  @Test func everyShardHasCasesOfEachLoad() throws {
    let file = try home.scenario(
      """
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 1, gap_ms: 0, events: 1}}
      scenarios:
        - {name: many, matrix: {n: {from: 1, to: 7}}, load: {users: 3, duration: 500ms}}
        - {name: few, matrix: {n: [1, 2]}, load: {users: 3, duration: 500ms}}
        - {name: once, matrix: {n: [1]}}
      """)
    for number in 1...3 {
      let run = try home.call([
        "run", file, "--shard", "\(number)/3", "--stub", "--reports", "\(folder)/e\(number)",
      ])
      #expect(run.code == 0, "\(run)")
      let scenarios = try report("e\(number)").measurements.scenarios
      #expect(["many", "few"].allSatisfy { (scenarios[$0]?.total ?? 0) > 0 }, "\(scenarios.keys)")
    }
  }

  @Test func aShardThatWouldSendNothingIsRefused() throws {
    let file = try home.scenario("{target: mock, matrix: {n: [1, 2]}}")
    for command in ["run", "plan", "validate"] {
      let refused = try home.call([command, file, "--shard", "1/3"])
      #expect(
        refused.code == 1 && refused.errors.contains("too few for 3 parts: 1 would send nothing"),
        "\(refused)")
    }
    #expect(try home.call(["plan", file, "--shard", "2/2"]).code == 0)
  }

  @Test func casesAreChosenByTagAndId() throws {
    let file = try home.scenario(Self.scenario)
    let gold = try home.call(["run", file, "--tag", "tier=gold", "--reports", folder + "/r"])
    #expect(gold.code == 0 && gold.output.contains("10 succeeded"), "\(gold)")
    #expect(try report("r").measurements.tags.keys.sorted() == ["tier:gold"])
    let wrong = try home.call(["plan", file, "--tag", "tier=golf"])
    #expect(wrong.code == 1 && wrong.errors.contains("did you mean 'tier=gold'?"), "\(wrong)")
  }

  @Test func plansAreComparedAndReadByMachines() throws {
    let file = try home.scenario(Self.scenario)
    let earlier = folder + "/earlier.jsonl.gz"
    #expect(try home.call(["plan", file, "--output", earlier]).code == 0)
    let later = try home.scenario(
      Self.scenario.replacingOccurrences(of: "words on", with: "words about").replacingOccurrences(
        of: "to: 5", with: "to: 6"))
    let text = try home.call(["plan", later, "--diff", earlier, "--show", "1"])
    #expect(text.output.contains("6 cases added, 0 removed, 30 changed, 0 the same"), "\(text)")
    #expect(text.output.contains("parameters.q: \"1 words on tides\" -> \"1 words about tides\""), "\(text)")
    let json = try JSONReader.value(
      of: Array(try home.call(["plan", later, "--diff", earlier, "--json"]).output.utf8))
    #expect(json["added"] == 6 && json["examples"]?["changed"]?[0]?["differs"] == ["parameters.q"])
    let plan = try JSONReader.value(
      of: Array(try home.call(["plan", earlier, "--json", "--show", "2"]).output.utf8))
    #expect(plan["cases"] == 30 && plan["parts"]?[0]?["dimensions"] == ["topic", "tier", "n"])
    #expect(plan["sample"]?[1]?["parameters"]?["n"] == 2 && plan["sample"]?[2] == nil)
  }

  @Test func badManifestsAreNamedWithTheirLine() throws {
    let file = try home.scenario(Self.scenario)
    let path = folder + "/m.jsonl"
    #expect(try home.call(["plan", file, "--output", path]).code == 0)
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    lines[6] = "{" + lines[6]
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try home.call(["run", path, "--reports", folder + "/r"])
    #expect(
      outcome.code == 1 && outcome.errors.contains("m.jsonl:7: error: it is no case"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/r"))
    let few = try home.call(["plan", file, "--max-cases", "10"])
    #expect(few.code == 1 && few.errors.contains("topic: 2 x tier: 3 x n: 5"), "\(few.errors)")
  }
}
