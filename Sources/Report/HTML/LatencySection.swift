import RunModel
import Statistics

/// The latency table.
struct LatencySection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let columns = [
    "successes", "count", "min", "p50", "p75", "p90", "p95", "p99", "p99.9", "max", "mean",
  ]

  var html: HTML {
    let rows = MetricName.allCases.compactMap { name -> HTML? in
      let histogram = measurements.latency(name)
      return histogram.isEmpty ? nil : row(name.title, histogram)
    }
    if rows.isEmpty { return .empty }
    var failed: [HTML] = []
    let unsuccessful = measurements.series(.responseTime).unsuccessful
    if !unsuccessful.isEmpty { failed.append(row("response time of failures", unsuccessful)) }
    let note: HTML = """
      <p class="note">Response time counts from the planned start, service time from the send. A quantile is shown only when the sample can carry a 95 % interval on both sides (p99: 368 values).</p>
      """
    return Section.html("Latency", Section.table(Self.columns, rows + failed) + censored + note)
  }

  private func row(_ name: String, _ histogram: Histogram) -> HTML {
    let shares = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
    return """
      <tr><th scope="row">\(name)</th>\(Section.number(Figures.count(Int(histogram.count))))\(Section.number(Figures.nanoseconds(histogram.min)))\
      \(joining: shares.map { Section.quantile(histogram, $0) })\(Section.number(Figures.nanoseconds(histogram.max)))\
      \(Section.number(histogram.mean.map { Figures.seconds($0 / 1e9) } ?? "n/a"))</tr>
      """
  }

  private var censored: HTML {
    guard measurements.censored.count > 0 else { return .empty }
    let longest = Figures.nanoseconds(measurements.censored.max)
    return
      "<p class=\"note\">\(Figures.count(Int(measurements.censored.count))) attempts were cut at their limit: their true times are longer than up to \(longest).</p>"
  }
}
