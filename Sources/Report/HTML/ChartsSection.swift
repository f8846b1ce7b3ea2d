import RunModel
import Statistics

/// The charts.
struct ChartsSection {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }
  private var windows: [TimeWindow] { measurements.windows.windows }
  private var width: Double { Double(measurements.windows.width) }

  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    guard windows.contains(where: { $0.total > 0 }) else { return .empty }
    var charts = [outcomes, inFlight, quantiles("Response time of successes over time", \.response)]
    if measurements.latency(.timeToFirstText).count > 0 {
      charts.append(quantiles("Time to first text over time", \.firstText))
    }
    charts.append(
      DistributionChart(
        title: "Distribution of response times", histogram: measurements.latency(.responseTime)
      ).html)
    let gaps = measurements.latency(.interToken)
    if gaps.count > 1 {
      charts.append(DistributionChart(title: "Gaps between texts", histogram: gaps, style: "second").html)
    }
    return Section.html("Over time", "<div class=\"charts\">\(joining: charts)</div>")
  }

  private func chart(
    _ title: String, _ series: [TimeChart.Series], stacked: Bool,
    _ format: @escaping @Sendable (Double) -> String
  ) -> HTML {
    TimeChart(
      title: title, series: series, width: width, duration: max(report.duration, 0.001), isStacked: stacked,
      format: format, warmUpEnd: measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 }
    ).html
  }

  private var outcomes: HTML {
    let kinds = [
      ("succeeded", "good"), ("failed", "bad"), ("timeout", "warn"), ("error", "worse"),
      ("cancelled", "quiet"),
    ]
    let series = kinds.enumerated().compactMap { index, kind -> TimeChart.Series? in
      let values = windows.enumerated().map { place, window in Double(window.finished[index]) / seconds(place)
      }
      return values.contains { $0 > 0 } ? TimeChart.Series(name: kind.0, style: kind.1, values: values) : nil
    }
    return chart("Tasks finished a second, by outcome", series, stacked: true) { Figures.number($0) }
  }

  /// The length of a window: the last one may be cut short.
  private func seconds(_ index: Int) -> Double {
    let start = Double(index) * width
    return index == windows.count - 1 ? max(min(report.duration - start, width), width * 0.05) : width
  }

  private var inFlight: HTML {
    var open = 0
    let values = windows.map { window -> Double? in
      let peak = open + window.started
      open += window.started - window.ended
      return Double(min(max(open, peak - window.ended), max(report.peakConcurrency, 0)))
    }
    let series = [TimeChart.Series(name: "in flight at the window's end", style: "accent", values: values)]
    return chart("Attempts in flight", series, stacked: false) { Figures.number($0) }
  }

  private func quantiles(_ title: String, _ sketch: KeyPath<TimeWindow, LatencySketch>) -> HTML {
    let shares: [(String, String, Double)] = [
      ("p50", "accent", 0.5), ("p90", "second", 0.9), ("p95", "third", 0.95),
    ]
    let series = shares.map { name, style, share in
      TimeChart.Series(
        name: name, style: style,
        values: windows.map { window in window[keyPath: sketch].quantile(share).map { Double($0) / 1e9 } })
    }
    return chart(title, series, stacked: false) { $0 == 0 ? "0" : Figures.seconds($0) }
  }
}
