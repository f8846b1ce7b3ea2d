import Statistics

/// What was seen of the server beside what users felt, over slices of time that hold enough of both. Pure.
package struct ObservedSlices {
  /// Windows of one slice.
  package let factor: Int
  /// Seconds of one slice.
  package let seconds: Int
  /// The quantile of response times that slices carry: `p95`, or `p50` where they are short of values.
  package let quantile: String
  private let response: [Double?]
  private let inFlight: [Double?]
  private let warm: Int

  /// Slices are as long as a look, and so long that at most 60 fit into the run.
  package init(_ report: ReportDocument, every: Double) {
    let timeline = report.measurements.windows
    let windows = timeline.windows
    let width = timeline.width
    let bySight = Int((every / Double(width)).rounded(.up))
    let factor = max(1, bySight, (windows.count + 59) / 60)
    (self.factor, seconds) = (factor, factor * width)
    let warmUp = report.measurements.warmUpEnd.map { Double($0.nanoseconds) / 1e9 } ?? 0
    warm = Int((warmUp / Double(factor * width)).rounded(.up))
    let sketches = Self.joined(windows.map(\.response), factor)
    let carries95 = sketches.filter { $0.count >= QuantileInterval.minimumCount(0.95) }.count
    let share = carries95 * 4 >= sketches.filter { $0.count > 0 }.count * 3 ? 0.95 : 0.5
    quantile = share == 0.95 ? "p95" : "p50"
    response = sketches.map { sketch in
      sketch.count >= QuantileInterval.minimumCount(share)
        ? sketch.quantile(share).map { Double($0) / 1e9 } : nil
    }
    let levels = timeline.meanInFlight(duration: report.duration)
    inFlight = stride(from: 0, to: levels.count, by: factor).map { start in
      let known = levels[start..<min(start + factor, levels.count)].compactMap(\.self)
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
  }

  /// With the response times of the same slices, after the warm-up; `nil` when there are too few.
  package func withResponse(_ series: FigureSeries) -> RankCorrelation? { correlation(series, response) }

  /// With the attempts in flight.
  package func withLoad(_ series: FigureSeries) -> RankCorrelation? { correlation(series, inFlight) }

  /// The last slice may be cut short, and is left out.
  private func correlation(_ series: FigureSeries, _ other: [Double?]) -> RankCorrelation? {
    let values = series.values(joining: max(1, seconds / series.width))
    let pairs = zip(values, other.dropLast()).dropFirst(warm).compactMap { left, right in
      left.flatMap { left in right.map { (left, $0) } }
    }
    return RankCorrelation(pairs.map(\.0), pairs.map(\.1))
  }

  private static func joined(_ windows: [LatencySketch], _ factor: Int) -> [LatencySketch] {
    stride(from: 0, to: windows.count, by: factor).map { start in
      windows[start..<min(start + factor, windows.count)].reduce(into: LatencySketch()) { $0.merge($1) }
    }
  }
}
