import Statistics

/// What a baseline says, in sentences: the same in every form of a report.
package struct BaselineWords {
  private let baseline: BaselineReport
  /// Service times of the load's tasks.
  private let tasks: CensoredSample

  /// Of a baseline and the load that ran beside it.
  package init(_ baseline: BaselineReport, _ measurements: RunMeasurements) {
    self.baseline = baseline
    tasks = measurements.sample(.serviceTime, failures: false)
  }

  /// The sentences, the most telling first.
  package var sentences: [String] { [phases, cost, drift, failures].compactMap(\.self) }

  /// The head of a table.
  package static let columns = ["phase", "runs", "failed", "a second", "p50", "p95", "server p50"]

  /// The cells of each phase that there was.
  package var rows: [[String]] {
    BaselineReport.Phase.allCases.filter { baseline[$0].asked > 0 }.map { phase in
      let part = baseline[phase]
      let rate = part.seconds > 0 ? Figures.digits(Double(part.asked) / part.seconds) : "n/a"
      let counts = [phase.rawValue, Figures.count(part.asked), Figures.count(part.failed), rate]
      return counts
        + [(part.total, 0.5), (part.total, 0.95), (part.server, 0.5)].map { $0.quantileWords($1) }
    }
  }

  /// Seconds; `nil` of too few runs.
  private func median(_ phase: BaselineReport.Phase) -> Double? { baseline[phase].total.carriedMedian }

  private var phases: String? {
    let known = BaselineReport.Phase.allCases.compactMap { phase in
      median(phase).map { "\(Figures.seconds($0)) \(phase.rawValue) the load" }
    }
    if known.isEmpty { return nil }
    let text = "An empty workflow of this server takes \(known.joined(separator: ", "))"
    guard let before = median(.before), let beside = median(.beside), before > 0, beside >= 1.25 * before
    else {
      return text + "."
    }
    return text + ": under this load the platform itself is \(Figures.digits(beside / before)) times as slow."
  }

  /// What of a usual task is the platform's, and what the application's.
  private var cost: String? {
    guard let platform = median(.beside) ?? median(.before), tasks.carries(0.5),
      let whole = tasks.quantile(0.5).map({ Double($0.low) / 1e9 }), whole > 0
    else { return nil }
    let share = min(1, platform / whole)
    let rest = max(0, whole - platform)
    return
      "Of a task's median of \(Figures.seconds(whole)), \(Figures.seconds(min(platform, whole))) (\(Figures.percent(share))) is what the platform takes for nothing; \(Figures.seconds(rest)) is the application."
  }

  /// The last third of the load against the first: told when their medians' intervals do not meet.
  private var drift: String? {
    let times = baseline.points.compactMap(\.took)
    let third = times.count / 3
    guard third >= QuantileInterval.minimumCount(0.5) else { return nil }
    let (early, late) = (Self.histogram(times.prefix(third)), Self.histogram(times.suffix(third)))
    let (first, last) = (
      CensoredSample(observed: early).quantileInterval(0.5),
      CensoredSample(observed: late).quantileInterval(0.5)
    )
    guard first.high < last.low || last.high < first.low, let from = early.carriedMedian,
      let to = late.carriedMedian, from > 0
    else { return nil }
    let word = to > from ? "grew" : "fell"
    let meaning =
      to > from ? "the platform itself wears out, or is used by others" : "it was still warming up"
    return
      "The baseline drifted: from the first third of the load to the last it \(word) from \(Figures.seconds(from)) to \(Figures.seconds(to)); \(meaning)."
  }

  private static func histogram(_ times: some Sequence<Double>) -> Histogram {
    times.reduce(into: Histogram()) { $0.record(($1 * 1e9).wholeClamped) }
  }

  private var failures: String? {
    let failed = BaselineReport.Phase.allCases.reduce(0) { $0 + baseline[$1].failed }
    guard failed > 0 else { return nil }
    return "\(Figures.count(failed)) of its runs did not succeed\(baseline.problem.map { ": \($0)" } ?? "")."
  }
}
