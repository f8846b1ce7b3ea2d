import RunModel
import Session
import Statistics
import Testing

/// What is under way counts in the live view: a server that has stopped answering is seen.
@Suite struct LatencyAgesTests {
  @Test func theLiveLineTellsOfWhatWaits() {
    let recorder = RunRecorder(warmUpEnd: nil, bands: nil, selections: [], writer: nil, keepsOutputs: false)
    for index in 0..<100 {
      let end = RunInstant(nanoseconds: 700_000_000)
      recorder.record(
        TaskResult(
          index: index, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
          finished: end,
          attempts: [
            AttemptRecord(
              number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
              status: .succeeded)
          ]))
    }
    let quick = recorder.snapshot(elapsed: 30, ages: Histogram())
    #expect(quick.response?.words == "p50 700 ms, p95 700 ms" && quick.tellingOldest == nil)
    var ages = Histogram()
    ages.record(30_000_000_000, count: 400)
    let slow = recorder.snapshot(elapsed: 30, ages: ages)
    #expect(slow.inFlight == 400 && slow.tellingOldest == 30)
    #expect(slow.response?.p50IsLowerBound == true && (slow.response?.p50 ?? 0) >= 29.9)
    #expect(slow.response?.words == "p50 > 30.0 s, p95 > 30.0 s")
  }
}
