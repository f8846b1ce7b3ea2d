import RunModel
import Statistics

/// What the terminal shows after a run: plain text of at most 80 columns.
package struct TerminalSummary {
  let report: ReportDocument

  package init(_ report: ReportDocument) { self.report = report }

  /// The lines.
  package var lines: [String] {
    var lines = [
      "\(report.name): \(report.verdict == .passed && report.thresholds.isEmpty ? "done" : report.verdict.rawValue)"
    ]
    lines += (report.reached?.sentence).map { ["  NOT REACHED  \($0)"] } ?? []
    lines.append("")
    lines +=
      counts + latencies + steady + turns + calls + likeness + money + time + baseline + observed + failures
      + diagnoses
      + record
      + thresholds
    if report.targets.contains(where: \.insecure) {
      lines.append("  NOTE  TLS certificates were NOT verified")
    }
    lines += report.graveReasons.map { "  NOTE  \($0)" }
    if let reason = report.stopReason { lines.append("  NOTE  stopped early: \(StopText.describe(reason))") }
    lines += report.notes.map { "  NOTE  \($0)" }
    lines += (report.remarks ?? []).map { "  note  \($0)" }
    lines += wayOut.map { ["  TO DECIDE  \($0)"] } ?? []
    return lines.map(\.withoutControls)
  }

  private var counts: [String] {
    let counts = report.measurements.statistics
    let success = report.success
    let rate = [success?.rate ?? "n/a", success?.basis].compactMap(\.self).joined(separator: " ")
    let range = success.map { "  (\($0.range))" } ?? ""
    let all = report.measurements.inclusive
    let perSecond = report.duration > 0 ? Double(all.completed) / report.duration : 0
    let warmUp = all.total > counts.total ? " (and \(all.total - counts.total) of the warm-up)" : ""
    let leftOut = success?.leftOut ?? 0
    let ended = leftOut > 0 ? "\(Self.plain(counts.total - leftOut)) of " : ""
    var lines = [
      "  tasks         \(ended)\(Self.plain(counts.total))\(warmUp) in \(Figures.clock(report.duration)), \(Figures.digits(perSecond)) a second",
      "  success rate  \(rate)\(range)",
      "  outcomes      \(counts.succeeded) succeeded, \(counts.failed) failed, \(counts.timeout) timeout, \(counts.error) error, \(counts.cancelled) cancelled\(StopText.split(counts.cancelledBy))",
    ]
    if let note = report.measurements.clusterNote { lines.append("                \(note)") }
    lines += generator
    lines += (report.reached?.words).map { ["  arrivals      \($0)"] } ?? []
    if counts.retries > 0 {
      lines.append("  retries       \(counts.retries), \(counts.recoveredByRetry) tasks recovered")
    }
    if counts.tokens.total > 0 {
      let part = all.total > counts.total ? " (without the warm-up)" : ""
      let cost = counts.cost > .zero ? ", cost \(counts.cost)" : ""
      lines.append("  tokens        \(Self.plain(counts.tokens.total))\(cost)\(part)")
    }
    if let bands = report.measurements.bands {
      lines.append("  bands         \(BandText.counts(bands))")
    }
    return lines
  }

  private var generator: [String] {
    guard let (grade, reason) = report.generator.grade else { return [] }
    let parts = reason.split(separator: ", and ")
    return ["  generator     grade \(grade.rawValue): \(parts[0])"]
      + parts.dropFirst().map { "                and \($0)" }
  }

  private var latencies: [String] {
    let names: [MetricName] = [
      .responseTime, .timeToFirstByte, .timeToFirstText, .interToken, .serverElapsed, .overhead,
    ]
    let rows = LatencySummary(report.measurements).rows(names).map { row in
      let cells = [0.5, 0.9, 0.95, 0.99].map { row.sample.words($0)?.value ?? "n/a" } + [row.sample.longest]
      let name = row.countsFailures ? "  with failures" : row.metric.rawValue
      return "  " + Self.pad(name, 16, left: true) + cells.map { Self.pad($0, 11) }.joined()
    }
    if rows.isEmpty { return [] }
    let head =
      "  " + Self.pad("latency", 16, left: true)
      + ["p50", "p90", "p95", "p99", "max"].map { Self.pad($0, 11) }.joined()
    return ["", head] + rows + (report.measurements.latencyNote.map { ["  \($0)"] } ?? [])
  }

  private var failures: [String] {
    let groups = report.measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return [] }
    let part = report.measurements.hasWarmUp ? "      attempts, warm-up included" : ""
    return ["", "  failures\(part)"]
      + groups.prefix(8).map { name, group in
        let sample = group.samples.first?.message.map { "  \($0)" } ?? ""
        let line = "    " + Self.pad(String(group.count), 6) + "  " + Self.pad(name, 20, left: true) + sample
        return String(line.prefix(80))
      }
  }

  private var thresholds: [String] {
    if report.thresholds.isEmpty { return [] }
    return ["", "  thresholds"]
      + report.thresholds.flatMap { verdict in
        let mark = Self.pad(verdict.outcome.rawValue, 12, left: true)
        let why = verdict.explanation?.split(separator: "; ").map { Self.pad("", 18) + $0 } ?? []
        return ["    \(mark)  \(verdict.threshold.expression)  (\(verdict.measuredWithInterval))"] + why
      }
  }

  /// What to change, in one line, when the sample was too small.
  private var wayOut: String? {
    let (needed, total) = (
      report.thresholds.compactMap(\.tasksNeeded).max(), report.measurements.statistics.total
    )
    guard report.verdict == .inconclusive, let needed, total > 0 else { return nil }
    let times = Figures.digits((Double(total + needed) / Double(total) * 10).rounded(.up) / 10)
    return "run \(times) times as many tasks: raise \(report.execution.load.shape.words.sampleKey)"
  }

  static func plain(_ count: Int) -> String {
    Figures.count(count).split(separator: "\u{202f}").joined(separator: " ")
  }

  static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + space : space + text
  }
}
