import Report
import RunModel
import Session

/// The live view of a terminal: a block of lines, redrawn in place. Pure: a snapshot and a width give lines.
struct LiveBlock {
  var width: Int
  var style: TerminalStyle

  /// The lines, none longer than the width.
  func lines(_ snapshot: RunProgress) -> [String] {
    var lines = [headline(snapshot), progress(snapshot), throughput(snapshot), outcomes(snapshot)]
    lines += latencies(snapshot)
    lines += snapshot.thresholds.prefix(6).map(threshold)
    return lines
  }

  private func headline(_ snapshot: RunProgress) -> String {
    let state =
      switch snapshot.phase {
      case .running: "running"
      case .draining: "draining, Ctrl-C again to abort"
      case .aborting: "aborting"
      case .done: "done"
      }
    let text = TerminalText.clipped("\(snapshot.name)  \(state)", width: width)
    return style.strong(text)
  }

  private func progress(_ snapshot: RunProgress) -> String {
    var time = Figures.clock(snapshot.elapsed)
    if let remaining = snapshot.remaining { time += ", \(Figures.clock(remaining)) to go" }
    let share = Self.share(snapshot)
    guard let share else { return clip("  \(TerminalText.count(snapshot.finished)) done  \(time)") }
    let count = snapshot.planned.map { " of \(TerminalText.count($0))" } ?? ""
    let text = "  \(TerminalText.count(snapshot.finished))\(count)  \(time)"
    let room = max(0, min(40, width - text.count - 2))
    return clip("  " + TerminalText.bar(share, width: room) + text)
  }

  /// How much of the run is over: by tasks when their number is known, else by time.
  private static func share(_ snapshot: RunProgress) -> Double? {
    if let planned = snapshot.planned, planned > 0 { return Double(snapshot.finished) / Double(planned) }
    guard let remaining = snapshot.remaining, snapshot.elapsed + remaining > 0 else { return nil }
    return snapshot.elapsed / (snapshot.elapsed + remaining)
  }

  private func throughput(_ snapshot: RunProgress) -> String {
    let oldest = snapshot.tellingOldest.map { ", oldest \(Figures.seconds($0))" } ?? ""
    let text = "  \(Figures.digits(snapshot.rate)) tasks/s, \(snapshot.inFlight) in flight\(oldest)  "
    return clip(text + TerminalText.sparkline(snapshot.rates, width: min(40, max(0, width - text.count))))
  }

  private func outcomes(_ snapshot: RunProgress) -> String {
    let parts = [
      (snapshot.succeeded, "succeeded"), (snapshot.failed, "failed"), (snapshot.timeout, "timeout"),
      (snapshot.error, "error"), (snapshot.cancelled, "cancelled"),
    ]
    let counts = parts.filter { $0.0 > 0 || $0.1 == "succeeded" }
      .map { "\(TerminalText.count($0.0)) \($0.1)" }.joined(separator: ", ")
    var rate = snapshot.successRate.map { "  success \(Figures.percent($0))" } ?? ""
    if let interval = snapshot.successInterval {
      let low = Figures.percent(interval.lowerBound)
      rate += " (95 %: \(low) to \(Figures.percent(interval.upperBound)))"
    }
    let text = clip("  \(counts)\(rate)")
    return snapshot.unsuccessful == 0 ? text : style.bad(text)
  }

  private func latencies(_ snapshot: RunProgress) -> [String] {
    var parts: [String] = []
    if let response = snapshot.response { parts.append("response \(response.words)") }
    if let firstText = snapshot.firstText { parts.append("first text \(firstText.words)") }
    if let lateness = snapshot.lateness, lateness > 0.01 {
      parts.append("lateness p99 \(Figures.seconds(lateness))")
    }
    var lines = parts.isEmpty ? [] : [clip("  " + parts.joined(separator: "   "))]
    if !snapshot.failures.isEmpty {
      let failures = snapshot.failures.prefix(4).map { "\($0.label) \(TerminalText.count($0.count))" }
      lines.append(style.bad(clip("  failures: " + failures.joined(separator: ", "))))
    }
    return lines
  }

  private func threshold(_ threshold: RunProgress.Threshold) -> String {
    let mark =
      switch threshold.standing {
      case .holding: "✓"
      case .failing: "✗"
      case .undecided: "?"
      }
    let text = clip("  \(mark) \(threshold.expression)  now \(threshold.value)")
    switch threshold.standing {
    case .holding: return style.good(text)
    case .failing: return style.bad(text)
    case .undecided: return style.faint(text)
    }
  }

  private func clip(_ text: String) -> String { TerminalText.clipped(text, width: width) }
}
