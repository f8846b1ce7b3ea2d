import RunModel
import Statistics

/// The latency table: what users felt, what the server took, what waited on this side.
struct LatencySection {
  private let measurements: RunMeasurements
  private let generator: GeneratorHealth

  init(_ report: ReportDocument) { (measurements, generator) = (report.measurements, report.generator) }

  private static let shares = [0.5, 0.9, 0.95, 0.99, 0.999]
  private static let columns = [
    "", "count", "min", "p50", "p90", "p95", "p99", "p99.9", "max", "mean",
  ]
  private static func title(_ origin: MetricName.Origin) -> String {
    switch origin {
    case .plan: "successes, from the planned start (corrected: waiting on this side counts)"
    case .send: "successes, from the send (raw)"
    case .server: "the server's own clock"
    case .client: "waiting on this side"
    }
  }

  var html: HTML {
    var rows = MetricName.Origin.allCases.flatMap { origin -> [HTML] in
      let filled = MetricName.allCases.filter { $0.origin == origin }
        .map { ($0, measurements.series($0)) }.filter { $0.1.sample.count > 0 }
      return filled.isEmpty ? [] : [group(Self.title(origin))] + filled.map { row($0.title, $1.sample, $0) }
    }
    let response = measurements.series(.responseTime)
    if !response.censored.isEmpty, !response.succeeded.isEmpty {
      rows += [
        group("without what was cut: flatters"), row("response time, successes alone", response.succeeded),
      ]
    }
    let adjusted = LatencySummary(measurements).rows(MetricName.allCases).filter(\.countsFailures)
    if !adjusted.isEmpty {
      rows += [group("with failures: a failed task counts as longer than any success; what thresholds judge")]
      rows += adjusted.map { row($0.metric.title, $0.sample, $0.metric) }
    }
    if !response.unsuccessful.isEmpty {
      rows += [group("what did not succeed"), row("response time of failures", response.unsuccessful)]
    }
    if rows.isEmpty { return .empty }
    return Section.html("Latency", Section.table(Self.columns, rows) + notes)
  }

  private var notes: HTML {
    let cut = measurements.series(.responseTime).censored
    return Section.note(
      cut.isEmpty
        ? ""
        : "\(Figures.count(Int(cut.count))) attempts were cut by a limit or a stop: they count as longer than that, and > says that only so much is known."
    )
      + Section.note(
        "Below each quantile stands its 95 % interval by order statistics, wider where latencies stay high or low for a while. A quantile that the sample cannot bound on "
          + "both sides is left out, with the number of values that it needs. Of what is grey a tenth or more may be the generator's own, by how late its loop was, or half, by the floor of its machine (Generator, below)."
      )
  }

  private func isFaint(_ sample: CensoredSample, _ metric: MetricName, _ share: Double) -> Bool {
    guard let value = sample.quantile(share) else { return false }
    return generator.isNear(value.low, metric, at: share)
  }

  private func group(_ title: String) -> HTML {
    "<tr><th class=\"group\" colspan=\"\(Self.columns.count)\" scope=\"rowgroup\">\(title)</th></tr>"
  }

  private func row(_ name: String, _ histogram: Histogram) -> HTML {
    row(name, CensoredSample(observed: histogram))
  }

  private func row(_ name: String, _ sample: CensoredSample, _ metric: MetricName = .responseTime) -> HTML {
    let cut: HTML =
      sample.censored.isEmpty ? .empty : "<small>\(Figures.count(Int(sample.censored.count))) cut</small>"
    let quantiles = Self.shares.map { share in
      let dispersion = measurements.inflation(of: metric, share)
      return Section.quantile(
        sample, share, dispersion: dispersion, showsInterval: true, isFaint: isFaint(sample, metric, share))
    }
    return """
      <tr><th scope="row" class="name">\(name)</th><td class="n">\(Figures.count(sample.count))\(cut)</td>\
      \(Section.number(sample.minimum.map { Figures.seconds($0 / 1e9) } ?? "n/a"))\
      \(joining: quantiles)\
      \(Section.number(sample.longest))\(Section.number(sample.average))</tr>
      """
  }
}
