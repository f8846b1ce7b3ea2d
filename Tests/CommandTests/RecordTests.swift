import Foundation
import Report
import RunModel
import Testing

/// What becomes of given-up runs, and what the server's own record says, as the program's user meets it.
@Suite(.serialized) struct RecordTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func run(mock: String, _ keys: String = "", target: String = "", arguments: [String] = []) throws
    -> (
      outcome: ProgramTests.Outcome, report: ReportDocument
    )
  {
    let file = try program.scenario(
      """
      name: record
      target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, events: 4, \(mock)}\(target)}
      matrix: {n: {from: 1, to: 20}}
      \(keys)
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"] + arguments)
    return (outcome, try program.report())
  }

  @Test(
    arguments: [
      ("reconcile: true", [], true), ("reconcile: {wait: 1s, limit: 10s}", [], true),
      ("", ["--reconcile"], true),
      ("reconcile: false", [], false), ("", [], false),
    ] as [(String, [String], Bool)])
  func isAskedWhenItIsWanted(keys: String, arguments: [String], isAsked: Bool) throws {
    let (outcome, report) = try run(mock: "seed: 2", keys, arguments: arguments)
    #expect(outcome.code == 0, "\(outcome)")
    #expect((report.reconciliations != nil) == isAsked)
    #expect(outcome.output.contains("the same 20 runs as the client") == isAsked)
  }

  @Test func countsThatContradictEndWithFive() throws {
    let (outcome, report) = try run(mock: "lost_records: 0.5", "reconcile: true")
    #expect(outcome.code == 5 && report.verdict == .invalid && report.reasons?.first?.kind == .serverDiffers)
    #expect(outcome.output.contains("unknown-to-server"))
  }

  static let hang = "faults: {hang: 0.4}"
  static let limited = "execution: {concurrency: 10, stop_conditions: {timeout_per_task: 300ms}}"

  @Test(arguments: [
    ("", "faults: {hang: 0.4}, stops_unrecorded: 1", "(on_cancel: stop)", "running"),
    (", on_cancel: stop", hang, "(on_cancel: stop)", "stopped"),
    (", on_cancel: close", hang, "(on_cancel: close)", "running"),
    (", stop_on_cancel: false", hang, "(on_cancel: close)", "running"),
    (", on_cancel: wait", "slowdown: 40, spread: 0", "(on_cancel: wait)", "succeeded"),
  ])
  func theReportSaysWhatBecameOfRunsThatWereGivenUp(
    target: String, mock: String, policy: String, status: String
  ) throws {
    let (_, report) = try run(mock: mock, Self.limited, target: target)
    let note = try #require(report.notes.first { $0.contains("given up") }, "\(report.notes)")
    #expect(note.contains(policy) && note.contains(status), "\(note)")
    #expect((report.measurements.traffic.stopsSent > 0) == (policy == "(on_cancel: stop)"))
  }

  /// Ctrl-C twice ends all at once, and what becomes of the runs is told all the same: two are under way, two wait for Celery
  /// without a name.
  @Test(arguments: [("0", "stopped"), ("1", "running")])
  func anInterruptedLoadSaysWhatBecameOfItsRuns(unrecorded: String, status: String) throws {
    let file = try program.scenario(
      """
      name: interrupted
      target: {app: workflow, mock: {generation: 1.13, celery: 2, first_text_ms: 60000, stops_unrecorded: \(unrecorded)}}
      inputs: {q: hi}
      load: {users: 4, duration: 60s}
      """)
    let outcome = try program.call(
      ["run", file, "--reports", program.folder + "/r", "--json"],
      interruptAt: [/"in_flight":4/, /"phase":"draining"/])
    let notes = try program.report().notes
    #expect(outcome.code == 130)
    let note = try #require(notes.first { $0.contains("given up or stopped") }, "\(notes)")
    #expect(note.contains("(on_cancel: stop)") && note.contains(" \(status)"), "\(note)")
    #expect(notes.contains { $0.contains("given up before the server had named a run") }, "\(notes)")
  }

  @Test func aChatIsComparedToo() throws {
    let file = try program.scenario(
      """
      name: chat
      target: {app: chat, mock: {first_byte_ms: 1, first_text_ms: 5, events: 4}}
      matrix: {n: {from: 1, to: 12}}
      query: "hello ${input.n}"
      reconcile: true
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == 0 && outcome.output.contains("the same 12 runs"), "\(outcome)")
  }

  @Test func bothWordsAreOneTooMany() throws {
    let file = try program.scenario(
      "target: {mock: {}, on_cancel: stop, stop_on_cancel: false}\ninputs: {a: b}\n")
    let outcome = try program.call(["validate", file])
    #expect(outcome.code == 1 && (outcome.output + outcome.errors).contains("say the same"))
  }
}
