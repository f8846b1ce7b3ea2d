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
    var now = LiveStanding()
    (now.run, now.name, now.phase, now.reason) = (run, progress.name, progress.phase.rawValue, reason)
    (now.elapsed, now.remaining, now.planned) = (progress.elapsed, progress.remaining, progress.planned)
    (now.finished, now.inFlight, now.oldest) = (progress.finished, progress.inFlight, progress.oldest)
    now.lateness = progress.lateness
    let wanted = asked.at(progress.elapsed)
    now.asked = wanted?.value
    now.askedUnit = wanted.map { $0.isOfUsers ? "users" : "a second" }
    now.thresholds = progress.thresholds.map {
      .init(expression: $0.expression, standing: $0.standing.rawValue, value: $0.value)
    }
    now.failures = progress.failures.map(\.label)
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
