import Testing

@testable import Report

/// What happened, found by comparing looks.
@Suite struct LiveLogTests {
  private func standing(
    _ elapsed: Double, phase: String = "running", threshold: String = "undecided", failures: [String] = [],
    lateness: Double? = nil, reason: String? = nil, finished: Int = 1
  ) -> LiveStanding {
    var standing = LiveStanding()
    (standing.elapsed, standing.phase, standing.failures) = (elapsed, phase, failures)
    (standing.lateness, standing.reason, standing.finished) = (lateness, reason, finished)
    standing.thresholds = [.init(expression: "ttft.p95 < 1s", standing: threshold, value: "2 s")]
    return standing
  }

  private func log(_ looks: [LiveStanding], marks: [(at: Double, name: String)] = []) -> LiveLog {
    var log = LiveLog()
    var before: LiveStanding?
    for look in looks {
      log.note(before, look, marks: marks)
      before = look
    }
    return log
  }

  @Test func stagesThresholdsFailuresAndStopsAreToldOnce() {
    let looks = [
      standing(1), standing(2, threshold: "failing", failures: ["http-500"]),
      standing(3, threshold: "failing", failures: ["gateway", "http-500"], lateness: 0.03),
      standing(11, threshold: "holding", failures: ["gateway"], lateness: 0.05),
      standing(12, phase: "draining", threshold: "holding", reason: "5 failures"),
      standing(13, phase: "done", threshold: "holding"),
    ]
    let log = log(looks, marks: [(0, "ramp"), (10, "peak"), (60, "never")])
    #expect(
      log.lines.map(\.text) == [
        "ramp", "first http-500", "fails now: ttft.p95 < 1s (measured 2 s)", "first gateway",
        "sends are late: p99 30.0 ms after the plan", "peak", "fails no longer: ttft.p95 < 1s (measured 2 s)",
        "no new tasks: 5 failures", "the load has ended",
      ])
    #expect(log.lines.map(\.at) == [0, 2, 2, 3, 3, 10, 11, 12, 13])
    #expect(log.lines.filter { !$0.isBad }.map(\.at) == [0, 10, 11, 13])
  }

  /// What has not come to pass yet is no failure: `succeeded >= 1` is measured as 0 before the first answer.
  @Test func nothingFailsBeforeSomethingHasFinished() {
    let looks = [
      standing(0, threshold: "failing", finished: 0), standing(1, threshold: "failing", finished: 0),
      standing(2, threshold: "holding", finished: 4),
    ]
    #expect(log(looks).lines.isEmpty)
    #expect(log([looks[0], standing(3, threshold: "failing", finished: 5)]).lines.map(\.at) == [3])
  }

  @Test func isBounded() {
    let looks = (1...2000).map { index in
      standing(
        Double(index), threshold: index.isMultiple(of: 2) ? "failing" : "holding",
        failures: ["class \(index)"])
    }
    let log = log(looks)
    #expect(log.lines.count == LiveLog.limit && log.leftOut > 1800)
  }
}
