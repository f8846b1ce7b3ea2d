import Report
import RunModel

/// A run so far, over its time, by the charts of the report.
struct LiveCharts {
  private let run: LiveRun
  private let section: ChartsSection

  init(_ run: LiveRun) {
    self.run = run
    section = ChartsSection(run.report, isLive: true)
  }

  var html: HTML {
    let charts = [
      rates, inFlight, section.outcomes, section.responseTimes, section.firstTexts, section.failures,
    ]
    return Section.html("Over time", "<div class=\"charts\">\(joining: charts)</div>")
  }

  private var series: LiveSeries { run.standing.series }

  private var rates: HTML {
    let asked = TimeChart.Series(name: "asked", style: "quiet", values: series.asked)
    let reached = TimeChart.Series(name: "reached", style: "accent", values: series.reached)
    let hasPlan = series.asked.contains { $0 != nil }
    return chart("Asked and reached", hasPlan ? [asked, reached] : [reached], note: "tasks a second")
  }

  private var inFlight: HTML {
    chart("Attempts in flight", [.init(name: "at each look", style: "accent", values: series.inFlight)])
  }

  private func chart(_ title: String, _ lines: [TimeChart.Series], note: String = "") -> HTML {
    guard lines.contains(where: { $0.values.contains { $0 != nil } }) else { return .empty }
    return section.chart(title, lines, width: Double(series.width), note: note).html
  }
}
