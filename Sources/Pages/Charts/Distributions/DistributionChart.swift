import RunModel
import Statistics

/// The shape of a latency: bars over a logarithmic axis, and marks at the quantiles that the sample carries.
struct DistributionChart {
  var title: String
  var histogram: Histogram
  var style = "accent"

  private struct Bar {
    /// Nanoseconds, as ``CoarseLogarithm``.
    var low: Double
    var high: Double
    var count: Int64
  }

  var html: HTML {
    guard histogram.count > 0 else { return .empty }
    let bars = binned()
    let tallest = Double(bars.map(\.count).max() ?? 1)
    let axis = Axis(maximum: tallest / Double(histogram.count) * 100, count: 3)
    return ChartFrame(
      title: title, note: "share of \(Figures.count(Int(histogram.count))), logarithmic axis",
      values: values(bars), step: ChartFrame.plotWidth / Double(bars.count), summary: summary
    ).html(
      "\(ChartFrame.grid(axis) { "\(Figures.number($0)) %" })\(joining: bars.map { bar($0, axis) })\(ticks)\(joining: marks)"
    )
  }

  private var summary: String {
    "from \(Figures.nanoseconds(histogram.min)) to \(Figures.nanoseconds(histogram.max))"
  }

  private func values(_ bars: [Bar]) -> ChartFrame.Values {
    ChartFrame.Values(
      columns: ["from", "to", "count", "share"],
      rows: bars.map { bar in
        [
          Figures.seconds(CoarseLogarithm.seconds(bar.low)),
          Figures.seconds(CoarseLogarithm.seconds(bar.high)), Figures.count(Int(bar.count)),
          Figures.percent(Double(bar.count) / Double(histogram.count)),
        ]
      })
  }
}

// MARK: - The axis

extension DistributionChart {
  private var low: Double { CoarseLogarithm.of(Double(max(histogram.min, 1000))) }
  private var high: Double { max(CoarseLogarithm.of(Double(max(histogram.max, 1001))), low + 0.05) }
  /// About 36 bars in all.
  private var barsPerDoubling: Double { min(64, max(3, (36 / (high - low)).rounded())) }
  private var first: Double { (low * barsPerDoubling).rounded(.down) / barsPerDoubling }
  private var last: Double { ((high * barsPerDoubling).rounded(.down) + 1) / barsPerDoubling }

  private func x(_ exponent: Double) -> Double {
    ChartFrame.left + (exponent - first) / (last - first) * ChartFrame.plotWidth
  }

  private var ticks: HTML {
    let round = Axis.logarithmic(CoarseLogarithm.seconds(first), CoarseLogarithm.seconds(last))
    return ChartFrame.labels(round.map { (x(CoarseLogarithm.of($0 * 1e9)), Figures.short($0)) })
  }
}

// MARK: - Drawing

extension DistributionChart {
  private func binned() -> [Bar] {
    let start = (low * barsPerDoubling).rounded(.down)
    let end = (high * barsPerDoubling).rounded(.down)
    var counts = [Int64](repeating: 0, count: Int(end - start) + 1)
    for bucket in histogram.buckets {
      let place =
        (CoarseLogarithm.of(Double(max(bucket.middle, 1000))) * barsPerDoubling).rounded(.down) - start
      counts[min(max(Int(place), 0), counts.count - 1)] += bucket.count
    }
    return counts.enumerated().map { index, count in
      let low = (start + Double(index)) / barsPerDoubling
      return Bar(low: low, high: low + 1 / barsPerDoubling, count: count)
    }
  }

  private func bar(_ bar: Bar, _ axis: Axis) -> HTML {
    guard bar.count > 0 else { return .empty }
    let share = Double(bar.count) / Double(histogram.count)
    let height = max(1, share * 100 / axis.top * ChartFrame.plotHeight)
    let width = max(0.8, x(bar.high) - x(bar.low) - 0.8)
    return """
      <rect class="area \(style)" x="\(x(bar.low) + 0.4)" y="\(ChartFrame.bottom - height)" width="\(width)" height="\(height)"/>
      """
  }

  /// The quantiles; a name that would lie on the one before gives way.
  private var marks: [HTML] {
    let wanted: [(Double, String)] = [(0.5, "p50"), (0.95, "p95"), (0.99, "p99")]
    var free = ChartFrame.left
    return wanted.compactMap { share, name in
      guard histogram.carries(share), let value = histogram.quantile(share) else { return nil }
      let place = x(CoarseLogarithm.of(Double(max(value, 1000))))
      let isFree = place - 13 >= free
      if isFree { free = place + 14 }
      let word: HTML =
        isFree
        ? "<text class=\"marktext\" x=\"\(place)\" y=\"\(ChartFrame.top - 5)\" text-anchor=\"middle\">\(name)</text>"
        : .empty
      return """
        <line class="mark" x1="\(place)" x2="\(place)" y1="\(ChartFrame.top - 2)" y2="\(ChartFrame.bottom)"/>\(word)
        """
    }
  }
}

extension Figures {
  /// A round number of seconds for an axis: `200 ms`, `1.5 s`.
  static func short(_ seconds: Double) -> String {
    let (scale, unit) =
      seconds < 0.000_999
      ? (1e6, "us") : seconds < 0.999 ? (1e3, "ms") : seconds < 59.9 ? (1, "s") : (1 / 60, "m")
    let text = fixed(seconds * scale, 1)
    return "\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) \(unit)"
  }
}
