import Foundation
import Report
import RunModel
import Testing

/// A budget ends the run that uses it up: with what was under way, and nothing after it.
@Suite(.serialized) struct BudgetTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  /// A run of the stand-in takes 8 tokens of the prompt or more, and 12 of the answer.
  @Test(arguments: ["tokens: 400", "cost: 0.0006"]) func endsTheRun(budget: String) throws {
    let file = try program.scenario(
      """
      name: budget
      target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0}}
      inputs: {q: hi}
      repeat: 400
      budget: {\(budget)}
      execution: {concurrency: 3}
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    let report = try program.report()
    #expect(outcome.code == 99 && report.verdict == .failed, "\(outcome)")
    let counts = report.measurements.inclusive
    #expect(counts.total == 400 && counts.succeeded > 5 && counts.succeeded < 60, "\(counts)")
    if budget.hasPrefix("tokens") { #expect(counts.tokens.total >= 400) }
    #expect(report.reasons?.contains { $0.text.contains("spent_") } == true, "\(report.reasons ?? [])")
  }
}
