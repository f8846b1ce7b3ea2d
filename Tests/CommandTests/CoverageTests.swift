import Foundation
import Testing

/// What `plan` and `run` say of covering arrays.
@Suite struct CoverageTests {
  private let home: ProgramTests

  init() throws { home = try ProgramTests() }

  private func scenario(_ strategy: String) throws -> String {
    try home.scenario(
      """
      name: pairs
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 2}}
      matrix: {a: [1, 2, 3], b: [x, y, z], c: [true, false], strategy: \(strategy)}

      """)
  }

  @Test func allIsCovered() throws {
    let file = try scenario("pairwise")
    let plan = try home.call(["plan", file, "--output", home.folder + "/m.jsonl"])
    #expect(plan.output.contains("  covers    all 21 pairs of values in 9 cases\n"), "\(plan.output)")
    // A written manifest still says so, a part of it does not.
    #expect(try home.call(["plan", home.folder + "/m.jsonl"]).output.contains("covers"))
    for file in [file, home.folder + "/m.jsonl"] {
      #expect(try home.call(["plan", file, "--shard", "1/2"]).output.contains("covers") == false)
    }
  }

  @Test func aShareIsCovered() throws {
    let file = try scenario("{t_wise: 2, max: 6}")
    let fact = "85.7 % of 21 pairs of values in 6 cases; all take 9"
    #expect(try home.call(["plan", file]).output.contains("  covers    \(fact)\n"))
    let run = try home.call(["run", file, "--reports", home.folder + "/r"])
    #expect(run.output.contains("NOTE  the cases cover \(fact)"), "\(run.output)\(run.errors)")
  }

  @Test func tooManyAreRefused() throws {
    let refused = try home.call(["plan", try scenario("pairwise"), "--max-cases", "8"])
    #expect(refused.code == 1 && refused.errors.contains("takes at least 9 cases, more than 8"))
    #expect(refused.errors.contains("strategy: {t_wise: 2, max: 8}"))
  }
}
