import RunModel

/// Both sides' distribution functions over a logarithmic axis, each with its 95 % band.
struct DistributionsChart {
  var title: String
  var shift: Comparison.Shift

  private static let points = 64
  private typealias Curve = Comparison.Shift.Curve

  var html: HTML {
    guard let range else { return .empty }
    let step = ChartFrame.plotWidth / Double(Self.points)
    let places = (0..<Self.points).map { range.low * power(range, (Double($0) + 0.5) / Double(Self.points)) }
    let shares = [shift.first, shift.second].map { curve in places.map { Self.share(curve, $0) } }
    let drawing: HTML = """
      \(ChartFrame.grid(Axis(maximum: 1)) { "\(Figures.number($0 * 100)) %" })\
      \(drawn(shift.first, shares[0], "quiet"))\(drawn(shift.second, shares[1], "accent"))\(ticks(range))
      """
    return ChartFrame(
      title: title, note: "share not longer than; shaded: the 95 % band of the whole curve",
      keys: [.init(name: "first", style: "quiet"), .init(name: "second", style: "accent")],
      values: values(places, shares), step: step, summary: "\(count(shift.first)) and \(count(shift.second))"
    ).html(drawing)
  }

  private func count(_ curve: Curve) -> String {
    "\(Figures.count(curve.count)) latencies"
      + (curve.cut > 0 ? ", \(Figures.count(curve.cut)) of them cut short" : "")
  }

  private func values(_ places: [Double], _ shares: [[Double]]) -> ChartFrame.Values {
    .init(
      columns: ["not longer than", "first", "second"],
      rows: places.indices.map { index in
        [Figures.seconds(places[index])] + shares.map { Figures.percent($0[index]) }
      })
  }

  // MARK: The axis

  private var range: (low: Double, high: Double)? {
    let all = (shift.first.seconds + shift.second.seconds).filter { $0 > 0 }
    guard let low = all.min(), let high = all.max(), high > low else { return nil }
    return (low / 1.05, high * 1.05)
  }

  private func power(_ range: (low: Double, high: Double), _ share: Double) -> Double {
    Decades.value(Decades.of(range.high / range.low) * share)
  }

  private func ticks(_ range: (low: Double, high: Double)) -> HTML {
    ChartFrame.labels(
      Axis.logarithmic(range.low, range.high).map { tick in
        let share = Decades.of(tick / range.low) / Decades.of(range.high / range.low)
        return (ChartFrame.left + share * ChartFrame.plotWidth, Figures.short(tick))
      })
  }

  // MARK: Drawing

  /// The share that is not longer than so many seconds.
  private static func share(_ curve: Curve, _ seconds: Double) -> Double {
    var (low, high) = (0, curve.seconds.count)
    while low < high {
      let middle = (low + high) / 2
      if curve.seconds[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : curve.shares[low - 1]
  }

  private func drawn(_ curve: Curve, _ shares: [Double], _ style: String) -> HTML {
    let step = ChartFrame.plotWidth / Double(Self.points)
    func point(_ index: Int, _ share: Double) -> String {
      let x = ChartFrame.left + (Double(index) + 0.5) * step
      let y = ChartFrame.bottom - min(max(share, 0), 1) * ChartFrame.plotHeight
      return "\(Figures.fixed(x, 1)) \(Figures.fixed(y, 1))"
    }
    func path(_ shift: Double) -> [String] { shares.enumerated().map { point($0, $1 + shift) } }
    let band = path(curve.halfWidth) + path(-curve.halfWidth).reversed()
    return """
      <path class="band \(style)" d="M\(band.joined(separator: "L"))Z"/>\
      <path class="line \(style)" d="M\(path(0).joined(separator: "L"))"/>
      """
  }
}
