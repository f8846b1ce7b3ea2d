extension Histogram {
  /// The smallest recorded value such that at least the share `q` (0 to 1) of all values is not larger, with
  /// the precision of its bucket (its upper edge, bounded by the exact minimum and maximum).
  /// `nil` of nothing. Definition: nearest rank, ceil(q * n).
  public func quantile(_ q: Double) -> Int64? {
    quantiles([q]).first ?? nil
  }

  /// Several quantiles in one pass; `shares` may come in any order.
  public func quantiles(_ shares: [Double]) -> [Int64?] {
    guard count > 0 else { return Array(repeating: nil, count: shares.count) }
    let order = shares.indices.sorted { shares[$0] < shares[$1] }
    var result = [Int64?](repeating: nil, count: shares.count)
    var cumulative: Int64 = 0
    var next = 0
    for bucket in buckets where next < order.count {
      cumulative += bucket.count
      while next < order.count, rank(shares[order[next]]) <= cumulative {
        result[order[next]] = Swift.min(Swift.max(bucket.highest, min), max)
        next += 1
      }
    }
    return result
  }

  /// The value at a rank (1 is the smallest), as the edges of its bucket; `nil` when there is no such rank.
  package func edges(atRank rank: Int64) -> (lowest: Int64, highest: Int64)? {
    guard rank >= 1, rank <= count else { return nil }
    var cumulative: Int64 = 0
    for bucket in buckets {
      cumulative += bucket.count
      if cumulative >= rank {
        return (Swift.max(bucket.lowest, min), Swift.min(bucket.highest, max))
      }
    }
    return nil
  }

  private func rank(_ share: Double) -> Int64 {
    let bounded = Swift.min(Swift.max(share, 0), 1)
    return Swift.min(Swift.max(Int64((bounded * Double(count)).rounded(.up)), 1), count)
  }
}
