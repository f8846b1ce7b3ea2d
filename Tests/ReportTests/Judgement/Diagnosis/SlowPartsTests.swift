import RunModel
import Testing

@testable import Judgement
@testable import Report

/// What is said of tasks by the parts of their time.
@Suite struct SlowPartsTests {
  /// Of a hundred tasks twenty are slow.
  private static func facts(usual: [TimePart: Double], slow: [TimePart: Double]) -> DiagnosisFacts {
    var report = SampleRun.report(0, thresholds: [])
    for index in 0..<100 {
      var parts = TimeParts()
      for (part, seconds) in index < 20 ? slow : usual { parts[part] = Int64(seconds * 1e9) }
      var result = GateTests.result(index, seconds: Double(parts.total) / 1e9)
      result.attempts[0].timeParts = parts
      report.measurements.record(result)
    }
    return DiagnosisFacts(report)
  }

  @Test(
    "Headers are late by a queue where the run of slow tasks takes at most half as long again, and 50 ms",
    arguments: [(1.0, true), (1.5, true), (1.6, false), (2.0, false)])
  func connections(run: Double, isFound: Bool) {
    let facts = Self.facts(usual: [.nodes: 1], slow: [.headers: 2, .nodes: run])
    #expect((ConnectionQueue.find(facts)?.kind == .connectionQueue) == isFound)
  }

  @Test(
    "The end of the stream is slow from 15 % of the time and 100 ms on",
    arguments: [(0.8, 0.2, true), (0.84, 0.16, true), (0.88, 0.12, false), (0.2, 0.05, false)])
  func persistence(nodes: Double, end: Double, isFound: Bool) {
    let parts: [TimePart: Double] = [.nodes: nodes, .persistence: end]
    let found = SlowPersistence.find(Self.facts(usual: parts, slow: parts))
    #expect((found?.kind == .slowPersistence) == isFound)
  }
}
