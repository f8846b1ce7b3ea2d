import Statistics

/// Windows joined so far that their quantiles mean something. Pure.
struct JoinedWindows {
  /// How many windows became one.
  let factor: Int
  let sketches: [LatencySketch]

  /// Joins 1, 2, 4, ... windows until four of five that hold anything carry a p95, but leaves six.
  init(_ windows: [LatencySketch]) {
    let needed = QuantileInterval.minimumCount(0.95)
    var (factor, joined) = (1, windows)
    func isCarried(_ sketches: [LatencySketch]) -> Bool {
      let filled = sketches.filter { $0.count > 0 }
      return filled.count { $0.count >= needed } * 5 >= filled.count * 4
    }
    while !isCarried(joined), windows.count / (factor * 2) >= 6 {
      factor *= 2
      joined = stride(from: 0, to: windows.count, by: factor).map { start in
        windows[start..<min(start + factor, windows.count)].reduce(into: LatencySketch()) { $0.merge($1) }
      }
    }
    (self.factor, sketches) = (factor, joined)
  }

  /// The quantile of each, where the sample carries it.
  func quantiles(_ share: Double) -> [Int64?] {
    let needed = QuantileInterval.minimumCount(share)
    return sketches.map { $0.count >= needed ? $0.quantile(share) : nil }
  }
}
