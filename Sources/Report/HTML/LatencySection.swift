import RunModel
import Statistics

/// The latency table: what users felt, what the server took, what waited on this side.
struct LatencySection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let shares = [0.5, 0.9, 0.95, 0.99, 0.999]
  private static let columns = [
    "", "count", "min", "p50", "p90", "p95", "p99", "p99.9", "max", "mean",
  ]
  private static let groups: [(String, [MetricName])] = [
    (
      "successes, from the planned start (corrected: waiting on this side counts)",
      [.responseTime, .taskTotal]
    ),
    (
      "successes, from the send (raw)",
      [
        .serviceTime, .connect, .timeToFirstByte, .firstEvent, .timeToFirstText, .interToken,
        .timePerToken,
      ]
    ),
    ("the server's own clock", [.serverElapsed, .overhead]),
    ("waiting on this side", [.queueWait, .tokenWait, .lateness]),
  ]

  var html: HTML {
    var rows = Self.groups.flatMap { title, names -> [HTML] in
      let filled = names.filter { !measurements.latency($0).isEmpty }
      return filled.isEmpty ? [] : [group(title)] + filled.map { row($0.title, measurements.latency($0)) }
    }
    let failed = measurements.series(.responseTime).unsuccessful
    if !failed.isEmpty { rows += [group("what did not succeed"), row("response time of failures", failed)] }
    if rows.isEmpty { return .empty }
    rows += censored
    let note = Section.note(
      "Below each quantile stands its 95 % interval by order statistics. A quantile that the sample cannot bound on "
        + "both sides is left out, with the number of values that it needs. Latencies of failures are kept apart."
    )
    return Section.html("Latency", Section.table(Self.columns, rows) + note)
  }

  private func group(_ title: String) -> HTML {
    "<tr><th class=\"group\" colspan=\"\(Self.columns.count)\" scope=\"rowgroup\">\(title)</th></tr>"
  }

  private func row(_ name: String, _ histogram: Histogram) -> HTML {
    """
    <tr><th scope="row" class="name">\(name)</th>\(Section.number(Figures.count(Int(histogram.count))))\(Section.number(Figures.nanoseconds(histogram.min)))\
    \(joining: Self.shares.map { Section.quantile(histogram, $0, showsInterval: true) })\(Section.number(Figures.nanoseconds(histogram.max)))\
    \(Section.number(histogram.mean.map { Figures.seconds($0 / 1e9) } ?? "n/a"))</tr>
    """
  }

  /// Successes and timeouts together: an honest answer to "how long does it take", where timeouts cut it short.
  private var censored: [HTML] {
    let cut = measurements.censored
    guard cut.count > 0 else { return [] }
    let all = CensoredLatency(measurements)
    let cells = Self.shares.map { share -> HTML in
      all.quantile(share).map(Section.number) ?? "<td class=\"n faint\">n/a</td>"
    }
    let low = Figures.nanoseconds(all.histogram.min)
    return [
      """
      <tr><th scope="row" class="name">response time, timeouts as longer than their limit</th>\(Section.number(Figures.count(Int(all.histogram.count))))\
      \(Section.number(low))\(joining: cells)\(Section.number("> " + Figures.nanoseconds(cut.max)))<td class="n faint">n/a</td></tr>
      """
    ]
  }
}
