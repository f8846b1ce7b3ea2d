import RunModel

/// What happened in a run under way, in lines: found by comparing how it stood with how it stands. Pure.
package struct LiveLog: Sendable, Equatable, Codable {
  /// The most lines: the newest.
  package static let limit = 100

  package struct Line: Sendable, Equatable, Codable {
    /// Seconds since the start.
    package var at: Double
    /// What happened.
    package var text: String
    /// Whether it is bad news.
    package var isBad: Bool

    package init(at: Double, text: String, isBad: Bool) {
      (self.at, self.text, self.isBad) = (at, text, isBad)
    }
  }

  /// Oldest first.
  package private(set) var lines: [Line] = []
  /// Older lines that are not kept.
  package private(set) var leftOut = 0
  /// Classes of failure that came so far.
  private var failureClasses: [String] = []
  /// Whether sends have been late.
  private var isLate = false

  /// A p99 of the generator's lateness that is told, in seconds.
  package static let telling = 0.02
  /// The most classes of failure whose first time is told.
  private static let classLimit = 30

  package init() {}

  /// Lines that were made elsewhere, oldest first: the newest of them.
  init(_ lines: [Line], leftOut: Int) {
    self.lines = Array(lines.suffix(Self.limit))
    self.leftOut = leftOut + max(0, lines.count - Self.limit)
  }

  /// Takes how the run stands now. `before` is how it stood, `nil` at the first look; `marks` are the names of the plan's
  /// stages, with the end of the warm-up.
  package mutating func note(
    _ before: LiveStanding?, _ now: LiveStanding, marks: [(at: Double, name: String)]
  ) {
    let since = before?.elapsed ?? -1
    for mark in marks where mark.at > since && mark.at <= now.elapsed {
      add(mark.at, mark.name.cropped(80))
    }
    for failure in now.failures where !failureClasses.contains(failure) {
      guard failureClasses.count < Self.classLimit else { break }
      failureClasses.append(failure)
      add(now.elapsed, "first \(failure.cropped(80))", isBad: true)
    }
    if let lateness = now.lateness, lateness >= Self.telling, !isLate {
      isLate = true
      add(now.elapsed, "sends are late: p99 \(Figures.seconds(lateness)) after the plan", isBad: true)
    }
    thresholds(before, now)
    if now.phase != (before?.phase ?? "running") {
      add(now.elapsed, Self.words(now), isBad: now.phase != "done")
    }
  }

  private mutating func thresholds(_ before: LiveStanding?, _ now: LiveStanding) {
    for (index, threshold) in now.thresholds.enumerated() {
      let (fails, failed) = (Self.fails(index, now), before.map { Self.fails(index, $0) } ?? false)
      guard fails != failed else { continue }
      let words = "\(threshold.expression.cropped(120)) (measured \(threshold.value.cropped(60)))"
      add(now.elapsed, (fails ? "fails now: " : "fails no longer: ") + words, isBad: fails)
    }
  }

  /// Before anything has finished nothing fails: `succeeded >= 1` only has not come to pass yet.
  private static func fails(_ index: Int, _ standing: LiveStanding) -> Bool {
    standing.finished > 0 && standing.thresholds.indices.contains(index)
      && standing.thresholds[index].standing == "failing"
  }

  private static func words(_ now: LiveStanding) -> String {
    let why = now.reason.map { ": \($0.cropped(200))" } ?? ""
    return switch now.phase {
    case "draining": "no new tasks\(why)"
    case "aborting": "what is in flight is being ended\(why)"
    case "done": "the load has ended\(why)"
    default: now.phase.cropped(20)
    }
  }

  private mutating func add(_ at: Double, _ text: String, isBad: Bool = false) {
    lines.append(Line(at: at, text: text, isBad: isBad))
    guard lines.count > Self.limit else { return }
    lines.removeFirst()
    leftOut += 1
  }
}
