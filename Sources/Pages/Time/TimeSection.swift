import RunModel
import Statistics

/// Where the time went: what slow tasks are made of, over time and over load.
struct TimeSection {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }
  private var profile: TimeProfile { measurements.time }

  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    guard let sentence = profile.sentence else { return .empty }
    return Section.html(
      "Where the time goes",
      "<p class=\"said\">\(sentence)</p><div class=\"charts\">\(overTime)\(overLoad)</div>\(PartsTable(profile).html)\(SliceParts(measurements).html)"
    )
  }

  private var groups: [TimeGroup] { TimeGroup.shown(profile.parts.sums) }

  private var overTime: HTML {
    let windows = measurements.windows
    let series = groups.map { group in
      TimeChart.Series(
        name: group.title, style: group.style,
        values: windows.windows.map { window in
          window.partTasks > 0 ? Double(group.sum(window.parts)) / Double(window.partTasks) / 1e9 : nil
        })
    }
    return TimeChart(
      title: "Parts of a task, over time", series: series, width: Double(windows.width),
      duration: report.duration, isStacked: true, format: { $0 == 0 ? "0" : Figures.seconds($0) },
      warmUpEnd: measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 },
      coolDownStart: measurements.coolDownStart.map { Double($0.nanoseconds) / 1e9 },
      note: "mean of the successes that ended"
    ).html
  }

  private var overLoad: HTML {
    let load = report.loadBins
    guard load.bins.count >= 2 else { return .empty }
    return ColumnChart(
      title: "Parts of a task, over load", note: "mean, by attempts in flight",
      keys: groups.map { .init(name: $0.title, style: $0.style) },
      columns: load.bins.map { bin in
        ColumnChart.Column(
          name: Figures.digits(bin.inFlight),
          values: groups.map { Double($0.sum(bin.parts)) / Double(bin.tasks) / 1e9 })
      }, axis: "in flight", format: { $0 == 0 ? "0" : Figures.seconds($0) }
    ).html
  }
}
