import RunModel
import Statistics

/// The charts over the run's time.
struct ChartsSection {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }
  private var windows: [TimeWindow] { measurements.windows.windows }
  private var width: Double { Double(measurements.windows.width) }

  /// Of a run that goes on: drawn anew each second, without tables of values.
  private let isLive: Bool

  init(_ report: ReportDocument, isLive: Bool = false) { (self.report, self.isLive) = (report, isLive) }

  var html: HTML {
    guard windows.contains(where: { $0.total > 0 }) else { return .empty }
    let charts = [
      outcomes, failures, responseTimes, firstTexts, latencyMap, inFlight, saturation, tokens,
    ]
    return Section.html("Over time", "<div class=\"charts\">\(joining: charts)</div>")
  }

  func chart(
    _ title: String, _ series: [TimeChart.Series], width: Double? = nil, stacked: Bool = false,
    note: String = "", limits: [TimeChart.Limit] = [],
    _ format: @escaping @Sendable (Double) -> String = Figures.number
  ) -> TimeChart {
    TimeChart(
      title: title, series: series, width: width ?? self.width, duration: report.duration,
      isStacked: stacked, format: format,
      warmUpEnd: measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 },
      coolDownStart: measurements.coolDownStart.map { Double($0.nanoseconds) / 1e9 },
      note: note, limits: limits, stop: report.stopReason.map { "stopped: \($0.label)" },
      showsValues: !isLive)
  }

  private func rates(_ count: (TimeWindow) -> Int) -> [Double?] {
    WindowRates(width: width, duration: report.duration).rates(windows.map(count))
  }
}

// MARK: - Counts

extension ChartsSection {
  var outcomes: HTML { outcomesChart.html }

  var outcomesChart: TimeChart {
    let kinds = [
      ("succeeded", "good"), ("failed", "bad"), ("timeout", "warn"), ("error", "worse"),
      ("cancelled", "quiet"),
    ]
    let series = kinds.enumerated().compactMap { index, kind -> TimeChart.Series? in
      guard windows.contains(where: { $0.finished[index] > 0 }) else { return nil }
      return TimeChart.Series(name: kind.0, style: kind.1, values: rates { $0.finished[index] })
    }
    return chart("Tasks finished, by outcome", series, stacked: true, note: "a second")
  }

  /// The most frequent classes of failure, and the rest together.
  var failures: HTML {
    let counts = windows.reduce(into: [String: Int]()) { $0.merge($1.failures, uniquingKeysWith: +) }
    if counts.isEmpty { return .empty }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let styles = ["bad", "warn", "worse", "second", "third"]
    var series = zip(names, styles).map { name, style in
      TimeChart.Series(name: name, style: style, values: rates { $0.failures[name] ?? 0 })
    }
    let others = Set(names.dropFirst(styles.count))
    if !others.isEmpty {
      let values = rates { window in
        window.failures.filter { others.contains($0.key) }.values.reduce(0, +)
      }
      series.append(TimeChart.Series(name: "\(others.count) others", style: "quiet", values: values))
    }
    return chart("Failures, by class", series, stacked: true, note: "attempts a second").html
  }

  private var inFlight: HTML {
    let values = measurements.windows.meanInFlight(duration: report.duration)
    return chart(
      "Attempts in flight", [TimeChart.Series(name: "mean of the window", style: "accent", values: values)],
      limits: [peak]
    ).html
  }

  private var peak: TimeChart.Limit {
    TimeChart.Limit(
      name: "peak \(report.peakConcurrency)", value: Double(report.peakConcurrency), style: "mark")
  }

  private var tokens: HTML {
    guard windows.contains(where: { $0.tokens > 0 }) else { return .empty }
    return chart(
      "Tokens", [TimeChart.Series(name: "tokens", style: "second", values: rates(\.tokens))], stacked: true,
      note: "a second, counted when the attempt ends"
    ).html
  }
}

// MARK: - Quantiles

extension ChartsSection {
  var responseTimes: HTML { responseChart?.html ?? .empty }
  var responseChart: TimeChart? { quantiles("Response time of successes", \.response, "response_time") }
  var firstTexts: HTML { quantiles("Time to first text", \.firstText, "ttft")?.html ?? .empty }

  /// Quantiles over windows that are joined until most of them carry a p95; one that a window cannot carry is a gap.
  private func quantiles(_ title: String, _ sketch: KeyPath<TimeWindow, LatencySketch>, _ metric: String)
    -> TimeChart?
  {
    let sketches = windows.map { $0[keyPath: sketch] }
    guard sketches.contains(where: { $0.count > 0 }) else { return nil }
    let joined = JoinedWindows(sketches)
    let shares: [(name: String, style: String, share: Double)] = [
      ("p50", "q1", 0.5), ("p95", "q2", 0.95), ("p99", "q3", 0.99),
    ]
    let series = shares.map { name, style, share in
      TimeChart.Series(
        name: name, style: style, values: joined.quantiles(share).map { $0.map { Double($0) / 1e9 } })
    }
    let shown = series.filter { $0.values.contains { $0 != nil } }
    let absent = series.filter { line in line.values.allSatisfy { $0 == nil } }.map(\.name)
    let length = "points of \(Figures.clock(width * Double(joined.factor)))"
    let note = absent.isEmpty ? length : "\(length); too few values for \(absent.joined(separator: ", "))"
    return chart(
      title, shown, width: width * Double(joined.factor), note: note,
      limits: ThresholdLines.of(report.thresholds, metric: metric)
    ) { $0 == 0 ? "0" : Figures.seconds($0) }
  }
}

// MARK: - One against another

extension ChartsSection {
  private var latencyMap: HTML {
    guard let map = LatencyMap(windows.map(\.response)) else { return .empty }
    return LatencyMapChart(
      title: "Heat map of response times", map: map, width: width, duration: report.duration
    ).html
  }

  /// Of the windows after the warm-up; the last one may be cut short, and is left out.
  private var saturation: HTML {
    let warm = measurements.warmUpEnd.map { Int((Double($0.nanoseconds) / 1e9 / width).rounded(.up)) } ?? 0
    let inFlight = measurements.windows.meanInFlight(duration: report.duration)
    let points = zip(inFlight, windows).dropFirst(warm).dropLast().compactMap { level, window in
      level.map { SaturationChart.Point(inFlight: $0, rate: Double(window.total) / width) }
    }
    return SaturationChart(points, width: width)?.html ?? .empty
  }
}
