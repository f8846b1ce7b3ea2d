import Statistics

/// The shape of a latency: bars over a logarithmic axis, and marks at its quantiles.
struct DistributionChart {
  var title: String
  var histogram: Histogram
  var style = "accent"

  private static let left = 62.0
  private static let plotWidth = 640.0
  private static let plotHeight = 150.0
  private static let top = 24.0

  var html: HTML {
    guard histogram.count > 0 else { return .empty }
    let bars = binned()
    let tallest = Double(bars.map(\.count).max() ?? 1)
    let axis = Axis(maximum: tallest / Double(histogram.count) * 100, count: 3)
    return """
      <figure class="chart"><figcaption>\(title)</figcaption>
      <svg viewBox="0 0 714 220" role="img" aria-label="\(title)">\(grid(axis))\(joining: bars.map { bar($0, axis) })\(joining: ticks)\(joining: marks)</svg></figure>
      """
  }

  private struct Bar {
    var low: Double
    var high: Double
    var count: Int64
  }

  private var low: Double { exponent(Double(max(histogram.min, 1000))) }
  private var high: Double { max(exponent(Double(max(histogram.max, 1001))), low + 0.05) }
  /// Bars of one doubling: about 36 in all.
  private var barsPerDoubling: Double { min(64, max(3, (36 / (high - low)).rounded())) }

  /// log2, coarse: exact at powers of two, straight between.
  private func exponent(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }

  private func binned() -> [Bar] {
    let first = (low * barsPerDoubling).rounded(.down)
    let last = (high * barsPerDoubling).rounded(.down)
    var counts = [Int64](repeating: 0, count: Int(last - first) + 1)
    for bucket in histogram.buckets {
      let place = (exponent(Double(max(bucket.middle, 1000))) * barsPerDoubling).rounded(.down) - first
      counts[min(max(Int(place), 0), counts.count - 1)] += bucket.count
    }
    return counts.enumerated().map { index, count in
      let start = (first + Double(index)) / barsPerDoubling
      return Bar(low: start, high: start + 1 / barsPerDoubling, count: count)
    }
  }

  private func x(_ exponent: Double) -> Double {
    let bars = barsPerDoubling
    let (first, last) = ((low * bars).rounded(.down) / bars, ((high * bars).rounded(.down) + 1) / bars)
    return Self.left + (exponent - first) / (last - first) * Self.plotWidth
  }

  private func bar(_ bar: Bar, _ axis: Axis) -> HTML {
    guard bar.count > 0 else { return .empty }
    let share = Double(bar.count) / Double(histogram.count)
    let height = max(1, share * 100 / axis.top * Self.plotHeight)
    let (start, end) = (value(bar.low), value(bar.high))
    return """
      <rect class="area \(style)" x="\(x(bar.low) + 0.5)" y="\(Self.top + Self.plotHeight - height)" width="\(max(0.8, x(bar.high) - x(bar.low) - 1))" height="\(height)"><title>\(Figures.seconds(start)) to \(Figures.seconds(end)): \(Figures.count(Int(bar.count))) (\(Figures.percent(share)))</title></rect>
      """
  }

  private func value(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    return (1 + exponent - whole) * Double(sign: .plus, exponent: Int(whole), significand: 1) / 1e9
  }

  private func grid(_ axis: Axis) -> HTML {
    HTML(
      joining: axis.ticks.map { tick in
        let y = Self.top + Self.plotHeight * (1 - tick / axis.top)
        return """
          <line class="grid" x1="\(Self.left)" x2="\(Self.left + Self.plotWidth)" y1="\(y)" y2="\(y)"/>\
          <text class="tick" x="\(Self.left - 8)" y="\(y + 4)" text-anchor="end">\(Figures.number(tick)) %</text>
          """
      })
  }

  private var ticks: [HTML] {
    var seconds: [Double] = []
    var decade = 1e-6
    while decade < 1e5 {
      seconds += [decade, decade * 2, decade * 5]
      decade *= 10
    }
    let inside = seconds.filter { (low...high).contains(exponent($0 * 1e9)) }
    let shown =
      inside.count > 9 ? inside.enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element) : inside
    return shown.map { tick in
      "<text class=\"tick\" x=\"\(x(exponent(tick * 1e9)))\" y=\"\(Self.top + Self.plotHeight + 20)\" text-anchor=\"middle\">\(Figures.seconds(tick))</text>"
    }
  }

  private var marks: [HTML] {
    let wanted: [(Double, String)] = [(0.5, "p50"), (0.95, "p95"), (0.99, "p99")]
    return wanted.compactMap { share, name in
      guard histogram.carries(share), let value = histogram.quantile(share) else { return nil }
      let place = x(exponent(Double(max(value, 1000))))
      return """
        <line class="mark" x1="\(place)" x2="\(place)" y1="\(Self.top - 6)" y2="\(Self.top + Self.plotHeight)"/>\
        <text class="marktext" x="\(place)" y="\(Self.top - 10)" text-anchor="middle">\(name)</text>
        """
    }
  }
}
