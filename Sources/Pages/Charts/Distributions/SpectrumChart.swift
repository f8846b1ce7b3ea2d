import RunModel
import Statistics

/// Latency by percentile, as HdrHistogram plots it: the axis is logarithmic in 1 / (1 - q), so that each nine has
/// the same room. Where a sample is too small for an interval of the quantile, its line is dashed.
struct SpectrumChart {
  struct Series {
    var name: String
    /// A class of the style sheet.
    var style: String
    var histogram: Histogram
  }

  var title: String
  var series: [Series]
  var note = "dashed where the sample cannot carry an interval"

  private static let points = 64

  var html: HTML {
    let shown = series.filter { $0.histogram.count > 1 }
    guard let longest = shown.map(\.histogram.count).max() else { return .empty }
    let nines = nines(Double(longest))
    let shares = (0..<Self.points).map { share((Double($0) + 0.5) / Double(Self.points) * nines) }
    let lines = shown.map { values($0.histogram, shares) }
    let axis = Axis(maximum: lines.flatMap { $0.compactMap(\.self) }.max() ?? 0)
    return ChartFrame(
      title: title, note: note, keys: shown.map { .init(name: $0.name, style: $0.style) },
      values: table(shown, shares, lines), step: ChartFrame.plotWidth / Double(Self.points),
      summary: summary(shown)
    ).html(
      "\(ChartFrame.grid(axis) { $0 == 0 ? "0" : Figures.short($0) })\(ticks(nines))\(joining: zip(shown, lines).map { drawn($0, $1, shares, axis) })"
    )
  }

  /// One value a share, as far as the sample has so many values; seconds.
  private func values(_ histogram: Histogram, _ shares: [Double]) -> [Double?] {
    let last = 1 - 0.5 / Double(histogram.count)
    return zip(shares, histogram.quantiles(shares)).map { share, value in
      share <= last ? value.map { Double($0) / 1e9 } : nil
    }
  }

  private func table(_ series: [Series], _ shares: [Double], _ lines: [[Double?]]) -> ChartFrame.Values {
    ChartFrame.Values(
      columns: ["percentile"] + series.map(\.name),
      rows: shares.indices.map { index in
        ["p" + percentile(shares[index])] + lines.map { $0[index].map(Figures.seconds) ?? "" }
      })
  }

  private func summary(_ series: [Series]) -> String {
    series.map { "\($0.name) up to \(Figures.nanoseconds($0.histogram.max))" }.joined(separator: ", ")
  }
}

// MARK: - The axis

extension SpectrumChart {
  /// How many nines a sample of so many values reaches, at least one.
  private func nines(_ count: Double) -> Double { max(1, Decades.of(count * 2)) }

  private func share(_ nines: Double) -> Double { 1 - 1 / Decades.value(nines) }

  private func percentile(_ share: Double) -> String {
    let decimals = share < 0.99 ? 1 : share < 0.999 ? 2 : share < 0.9999 ? 3 : 5
    return Figures.fixed(share * 100, decimals)
  }

  private func x(_ share: Double, _ nines: Double) -> Double {
    ChartFrame.left + Decades.of(1 / (1 - share)) / nines * ChartFrame.plotWidth
  }

  private func ticks(_ nines: Double) -> HTML {
    let wanted: [(Double, String)] = [
      (0, "min"), (0.5, "p50"), (0.9, "p90"), (0.99, "p99"), (0.999, "p99.9"), (0.9999, "p99.99"),
      (0.99999, "p99.999"), (0.999999, "p99.9999"),
    ]
    return ChartFrame.labels(
      wanted.filter { Decades.of(1 / (1 - $0.0)) <= nines }.map { (x($0.0, nines), $0.1) })
  }
}

// MARK: - Drawing

extension SpectrumChart {
  private func drawn(_ series: Series, _ values: [Double?], _ shares: [Double], _ axis: Axis) -> HTML {
    let carried = Self.lastCarried(series.histogram)
    let step = ChartFrame.plotWidth / Double(Self.points)
    let places = values.enumerated().compactMap { index, value in
      value.map { (share: shares[index], x: ChartFrame.left + (Double(index) + 0.5) * step, value: $0) }
    }
    func path(_ points: some Sequence<(share: Double, x: Double, value: Double)>) -> String {
      points.enumerated().map { index, point in
        let y = ChartFrame.bottom - point.value / axis.top * ChartFrame.plotHeight
        return "\(index == 0 ? "M" : "L")\(Figures.fixed(point.x, 1)) \(Figures.fixed(y, 1))"
      }.joined()
    }
    let firm = places.prefix { $0.share <= carried }
    let weak = places.dropFirst(max(firm.count - 1, 0))
    return """
      <path class="line \(series.style)" d="\(path(firm))"/><path class="line weak \(series.style)" d="\(path(weak))"/>
      """
  }

  /// The highest quantile that a sample carries: 1 - q > about 3.69 / n for 95 % (both order statistics exist).
  private static func lastCarried(_ histogram: Histogram) -> Double {
    let count = Double(histogram.count)
    var (low, high) = (1.0, count)
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if histogram.carries(1 - middle / count) { high = middle } else { low = middle }
    }
    return 1 - high / count
  }
}
