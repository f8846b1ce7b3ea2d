import RunModel

/// A figure from run to run, each with its interval; what a run cannot carry is a gap.
struct TrendLine {
  var title: String
  /// Oldest first.
  var points: [RunSummary.Estimate?]
  var format: (Double) -> String

  private static let (width, height, margin) = (480.0, 64.0, 6.0)

  var html: HTML {
    let known = points.compactMap(\.self)
    guard let low = known.map(\.low).min(), let high = known.map(\.high).max(), let last = known.last else {
      return .empty
    }
    let drawn = points.enumerated().map { index, point in
      point.map { mark($0, index, low, max(high - low, 1e-9)) } ?? .empty
    }
    return """
      <figure class="chart"><figcaption>\(title)<small>\(format(low)) to \(format(high)) in \(known.count) runs, last \(format(last.value))</small></figcaption>\
      <svg viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(title) from run to run, between \(format(low)) and \(format(high))">\(joining: drawn)</svg></figure>
      """
  }

  private func mark(_ point: RunSummary.Estimate, _ index: Int, _ low: Double, _ span: Double) -> HTML {
    func y(_ value: Double) -> Double {
      Self.margin + (1 - (value - low) / span) * (Self.height - 2 * Self.margin)
    }
    let x = Self.margin + (Double(index) + 0.5) / Double(points.count) * (Self.width - 2 * Self.margin)
    return """
      <line class="line q3" x1="\(x)" x2="\(x)" y1="\(y(point.high))" y2="\(y(point.low))"/><circle class="dot q1" cx="\(x)" cy="\(y(point.value))" r="3"/>
      """
  }
}
