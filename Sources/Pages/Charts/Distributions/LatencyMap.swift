import RunModel
import Statistics

/// How many tasks took how long in each stretch of a run's time: rows of a logarithmic axis, columns of time. Pure.
struct LatencyMap {
  /// Windows of one column.
  let factor: Int
  /// Lower edge of the lowest row, and height of a row, as ``CoarseLogarithm``.
  let low: Double
  let step: Double
  /// Counts by column, then by row, the quickest first.
  let counts: [[Int64]]
  let columns: [LatencySketch]

  static let mostColumns = 60
  static let rows = 18

  /// `nil` of nothing, or of a single moment.
  init?(_ windows: [LatencySketch]) {
    var (factor, joined) = (1, windows)
    while joined.count > Self.mostColumns {
      factor *= 2
      joined = stride(from: 0, to: windows.count, by: factor).map { start in
        windows[start..<min(start + factor, windows.count)].reduce(into: LatencySketch()) { $0.merge($1) }
      }
    }
    let ends = joined.compactMap { sketch in
      sketch.quantile(0).flatMap { low in sketch.quantile(1).map { (low, $0) } }
    }
    guard joined.count > 1, let lowest = ends.map(\.0).min(), let highest = ends.map(\.1).max() else {
      return nil
    }
    let (low, high) = (
      CoarseLogarithm.of(Double(max(lowest, 1000))), CoarseLogarithm.of(Double(max(highest, 1001)))
    )
    let step = max((high - low) / Double(Self.rows), 0.05)
    (self.factor, columns, self.low, self.step) = (factor, joined, low - step / 2, step)
    counts = joined.map { sketch in
      var column = [Int64](repeating: 0, count: Self.rows + 1)
      for bucket in Histogram(sketch).buckets {
        let place = (CoarseLogarithm.of(Double(max(bucket.middle, 1000))) - low) / step + 0.5
        column[min(max(Int(place), 0), Self.rows)] += bucket.count
      }
      return column
    }
  }

  var most: Int64 { counts.flatMap(\.self).max() ?? 0 }
}
