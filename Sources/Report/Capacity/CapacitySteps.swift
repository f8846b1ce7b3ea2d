import RunModel

/// The steps of a search as CSV, a line each; times in seconds, empty where nothing is known.
package enum CapacitySteps {
  package static func csv(_ report: CapacityReport) -> [UInt8] {
    var table = CSVTable([
      "step", report.plan.over.rawValue, "came_out", "seconds", "tasks", "succeeded", "throughput", "goodput",
      "response_p50", "response_p95", "response_p99", "ttft_p50", "ttft_p95", "ttft_p99", "why",
      "failures", "cost", "steadiness",
    ])
    for (index, step) in report.steps.enumerated() {
      let numbers: [CSVTable.Cell] = [
        .figure(Figures.short(step.seconds)), .count(step.tasks), .count(step.succeeded),
        .figure(Figures.fixed(step.throughput, 3)), .figure(Figures.fixed(step.goodput, 3)),
      ]
      table.add(
        [.count(index + 1), .figure(Figures.short(step.load)), .text(step.standing.rawValue)] + numbers
          + times(step.response) + times(step.firstText) + [
            .text(step.reasons.joined(separator: "; ")), .text(step.failureWords),
            .figure(step.cost?.description ?? ""), .text(step.steadiness),
          ])
    }
    return table.bytes
  }

  private static func times(_ latency: CapacityStep.Latency) -> [CSVTable.Cell] {
    [latency.p50, latency.p95, latency.p99].map { .figure($0.map { Figures.fixed($0, 6) } ?? "") }
  }
}
