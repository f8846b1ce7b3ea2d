import RunModel
import Scenario
import Testing

/// Broken scenarios are refused with places, never a crash and never a hang.
@Suite(.timeLimit(.minutes(2))) struct ScenarioFuzzTests {
  private static let text = """
    name: whole # comment
    target: {base_url: "http://localhost/v1", api_key: '${K}', users: {size: 3}}
    base: &base {effort: [low, high]}
    matrix:
      <<: *base
      topic: [tides, 'bees', {value: 3, weight: 2}]
      words: {from: 0.5, to: 2026, step: 1.5, when: {topic: {not: [a]}}}
      day: {from: 2026-01-01, to: 2026-02-01, step: 1w}
      row: {csv: d.csv, columns: {a: A, n: {column: N, type: integer}}, order: random, count: 5}
      r: {random: decimal, from: 1, to: 2, decimals: 3}
      t: {characters: [1, 20], language: emoji}
      b: {boundary: {max_length: 20, refused: true}}
      exclude: [{topic: tides}]
      include: [{topic: x, extra: 1}]
      strategy: {sample: 3}
    inputs: {q: "${input.topic}", list: [1, {a: b}]}
    turns: [hello, {query: "a ${turn.x}", think_time: {uniform: [1s, 2s]}, extract: {x: /a(b)/}}]
    expect: [{contains: a}, {max_cost: 0.5}, {schema: {type: object}}]
    load: {rate: 5, duration: 1m, arrivals: poisson}
    execution: {concurrency: 2, retry_policy: {max_attempts: 2}, stop_conditions: {max_error_rate: {limit: 0.5}}}
    thresholds: [success_rate >= 0.9, {expression: "ttft.p95 < 1s", abort_on_fail: true}]

    """

  @Test(arguments: 0..<8) func mutations(seed: UInt64) {
    var random = Letters(state: seed &* 0x9e37_79b9_7f4a_7c15 &+ 1)
    for _ in 0..<60 {
      let bytes = mutate(Array(Self.text.utf8), &random)
      do {
        _ = try ScenarioLoader(environment: ["K": "app-x"]).load(bytes: bytes, name: "s.yaml")
      } catch let problems as ScenarioProblems {
        #expect(!problems.diagnostics.isEmpty && !problems.description.isEmpty)
        #expect(problems.diagnostics.allSatisfy { $0.line >= 0 && !$0.message.isEmpty })
      } catch {
        Issue.record("another error: \(error)")
      }
    }
  }

  private func mutate(_ bytes: [UInt8], _ random: inout Letters) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = Int.random(in: place..<min(bytes.count, place + 30), using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place...end)
      case 2: bytes.insert(contentsOf: bytes[place...end], at: place)
      case 3: bytes.insert(Array("\"'{}[]:,\n\t#&*!|>-?%@`".utf8).randomElement(using: &random)!, at: place)
      default: bytes.swapAt(place, end)
      }
    }
    return bytes
  }

  /// Random numbers of a seed (SplitMix64).
  private struct Letters: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  @Test func theWholeScenarioIsRight() throws {
    let document = try ScenarioLoader(environment: ["K": "app-x"]).load(
      bytes: Array(
        Self.text.replacing("base: &base {effort: [low, high]}\n", with: "").replacing(
          "  <<: *base\n", with: ""
        ).utf8),
      name: "s.yaml")
    #expect(document.matrices[0].dimensions.count == 7)
  }

  @Test(
    arguments: [
      ("a: 1\nb: {c: 1, c: 2}\n", 2, "comes twice"),
      ("target: mock\nmatrix:\n\ta: 1\n", 3, "a tab cannot indent"),
      ("target: mock\r\nnmae: x\r\n", 2, "unknown key 'nmae'"),
      ("\u{feff}target: mock\nnmae: x\n", 2, "unknown key 'nmae'"),
      ("target: mock\nname: \"unclosed\n", 3, ""), ("target: mock\nname: *nobody\n", 2, ""),
    ])
  func textsThatEditorsSpoil(text: String, line: Int, message: String) {
    let found = LoaderTests.problems(text)
    #expect(found.contains { $0.line == line && $0.message.contains(message) }, "\(found.map(\.rendered))")
  }

  @Test func manyAliasesAreRefusedWithTheirPlace() {
    var text = "target: mock\nx0: &x0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let many = Array(repeating: "*x\(level - 1)", count: 10).joined(separator: ", ")
      text += "x\(level): &x\(level) [\(many)]\n"
    }
    let found = LoaderTests.problems(text + "matrix: {x: *x9}\n")
    #expect(
      found.contains { $0.message.contains("too many nodes") && $0.line > 0 }, "\(found.map(\.rendered))")
  }
}
