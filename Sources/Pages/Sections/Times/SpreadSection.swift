import RunModel
import Statistics

/// How latencies are spread: their percentiles, and their distributions.
struct SpreadSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let response = measurements.latency(.responseTime)
    guard response.count > 1 else { return .empty }
    let gaps = measurements.latency(.interToken)
    let charts = [
      spectrum, DistributionChart(title: "Response times", histogram: response).html,
      measurements.latency(.timeToFirstText).count > 1
        ? DistributionChart(
          title: "Times to first text", histogram: measurements.latency(.timeToFirstText), style: "third"
        ).html : .empty,
      gaps.count > 1
        ? DistributionChart(title: "Gaps between texts", histogram: gaps, style: "second").html : .empty,
    ]
    return Section.html("How latencies are spread", "<div class=\"charts\">\(joining: charts)</div>")
  }

  /// The corrected and the raw figure in one chart, and the one that counts timeouts.
  private var spectrum: HTML {
    var series = [
      SpectrumChart.Series(
        name: "response time, from the plan", style: "q1", histogram: measurements.latency(.responseTime)),
      SpectrumChart.Series(
        name: "service time, from the send", style: "q3", histogram: measurements.latency(.serviceTime)),
    ]
    let all = measurements.series(.responseTime).sample
    if !all.censored.isEmpty {
      series.append(
        SpectrumChart.Series(name: "with what was cut, at least", style: "warn", histogram: all.endedWhenCut))
    }
    series.append(
      SpectrumChart.Series(
        name: "first text", style: "third", histogram: measurements.latency(.timeToFirstText)))
    return SpectrumChart(title: "Percentiles", series: series).html
  }
}
