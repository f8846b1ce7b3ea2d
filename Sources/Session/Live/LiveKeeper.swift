import Report
import RunModel

/// From look to look: how a run stands, with its series and its log. Pure.
struct LiveKeeper {
  private let run: String
  private let asked: AskedLoad
  private let marks: [(at: Double, name: String)]
  private(set) var standing: LiveStanding?

  /// Whether what shards are summed up from is kept.
  let tallies: Bool

  init(_ header: ManifestHeader, run: String, tallies: Bool = false) {
    (self.run, self.tallies) = (run, tallies)
    asked = AskedLoad(header)
    let warmUp = header.warmUpEnd.map { (at: Double($0.nanoseconds) / 1e9, name: "the warm-up ends") }
    let shape = header.scenarios.contains { $0.execution != nil } ? nil : header.execution.load.shape
    marks = (shape?.marks ?? []).map { ($0.at, $0.name) } + [warmUp].compactMap(\.self)
  }

  /// Takes a look; `reason` is why the run is being ended.
  mutating func take(_ progress: RunProgress, reason: String?, _ tally: LiveTally? = nil) -> LiveStanding {
    let wanted = asked.at(progress.elapsed)
    var now = LiveStanding(progress, run: run, asked: wanted)
    now.reason = reason
    now.tally = tally
    now.series = standing?.series ?? LiveSeries()
    now.series.add(
      elapsed: now.elapsed, finished: now.finished, inFlight: now.inFlight,
      asked: wanted?.isOfUsers == true ? nil : wanted?.value)
    now.log = standing?.log ?? LiveLog()
    now.log.note(standing, now, marks: marks)
    standing = now
    return now
  }
}

extension LiveStanding {
  /// What a look at a run says. `asked`: what its plan wants now.
  init(_ progress: RunProgress, run: String, asked: RunMetrics.Asked?) {
    self.init()
    (self.run, name, phase) = (run, progress.name, progress.phase.rawValue)
    (elapsed, remaining, planned) = (progress.elapsed, progress.remaining, progress.planned)
    (finished, inFlight, oldest) = (progress.finished, progress.inFlight, progress.oldest)
    (lateness, self.asked) = (progress.lateness, asked?.value)
    askedUnit = asked.map { $0.isOfUsers ? "users" : "a second" }
    thresholds = progress.thresholds.map { .init($0) }
    failures = progress.failures.map(\.label)
  }
}

extension LiveStanding.Threshold {
  init(_ threshold: RunProgress.Threshold) {
    self.init(
      expression: threshold.expression, standing: threshold.standing.rawValue, value: threshold.value)
  }
}
