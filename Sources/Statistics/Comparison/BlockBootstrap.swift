/// Standard errors of quantiles of one run, from blocks of its time: neighbours in time resemble each other, so whole
/// stretches are drawn again, not requests (circular moving blocks: D. N. Politis and J. P. Romano, 1992).
package struct BlockBootstrap: Sendable {
  /// Counts by bucket of every stretch; the last bucket holds what was cut short.
  private let blocks: [[Double]]
  private let firstBucket: Int
  private let drawn: Int

  /// Windows of a run, with how many latencies were cut short in each, and the windows of one block.
  /// `nil` when there are fewer than five blocks.
  package init?(_ windows: [LatencySketch], cut: [Int], blockLength: Int) {
    let occupied = windows.compactMap(\.bucketRange)
    guard blockLength > 0, windows.count == cut.count, windows.count / blockLength >= 5,
      let low = occupied.map(\.lowerBound).min(), let high = occupied.map(\.upperBound).max()
    else { return nil }
    firstBucket = low
    drawn = windows.count / blockLength
    let rows = zip(windows, cut).map { window, cut in
      (low..<high).map { Double(window.count(inBucket: $0)) } + [Double(cut)]
    }
    blocks = rows.indices.map { start in
      (0..<blockLength).reduce(into: [Double](repeating: 0, count: high - low + 1)) { sum, step in
        Self.add(rows[(start + step) % rows.count], to: &sum)
      }
    }
  }

  /// Standard errors of ln of the quantiles `shares` (ascending); `nil` where one in a hundred samples or more has
  /// no such quantile.
  package func standardErrors(
    _ shares: [Double], samples: Int = 400, using random: inout SeededGenerator
  ) -> [Double?] {
    var logarithms = [[Double]](repeating: [], count: shares.count)
    for _ in 0..<samples {
      var counts = [Double](repeating: 0, count: blocks[0].count)
      for _ in 0..<drawn { Self.add(blocks[Int(random.next() % UInt64(blocks.count))], to: &counts) }
      for (index, value) in quantiles(shares, counts).enumerated() {
        if let value { logarithms[index].append(NaturalLogarithm.of(value)) }
      }
    }
    return logarithms.map { $0.count * 100 > samples * 99 ? Self.deviation($0) : nil }
  }

  /// How many blocks one sample has.
  package var blockCount: Int { drawn }

  /// Straight within a bucket, so that coarse buckets make no steps.
  private func quantiles(_ shares: [Double], _ counts: [Double]) -> [Double?] {
    let total = counts.reduce(0, +)
    var found = [Double?](repeating: nil, count: shares.count)
    var (below, next) = (0.0, 0)
    for (offset, count) in counts.dropLast().enumerated() where count > 0 {
      while next < shares.count, shares[next] * total <= below + count {
        let edges = LatencySketch.edges(ofBucket: firstBucket + offset)
        let inside = max(0, shares[next] * total - below) / count
        found[next] = Double(edges.lowest) + inside * Double(edges.highest - edges.lowest)
        next += 1
      }
      below += count
    }
    return found
  }

  private static func add(_ row: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += row[index] }
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(1, values.count - 1))).squareRoot()
  }
}
