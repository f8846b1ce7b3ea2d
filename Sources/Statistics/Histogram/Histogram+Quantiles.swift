extension Histogram {
  /// The smallest recorded value such that at least the share `q` (0 to 1) of all values is not larger, with
  /// the precision of its bucket (its upper edge, bounded by the exact minimum and maximum).
  /// `nil` of nothing. Definition: nearest rank, ceil(q * n).
  public func quantile(_ q: Double) -> Int64? {
    quantiles([q]).first ?? nil
  }

  /// Several quantiles; `shares` may come in any order.
  public func quantiles(_ shares: [Double]) -> [Int64?] {
    guard count > 0 else { return Array(repeating: nil, count: shares.count) }
    return shares.map { share in
      edges(atRank: rank(share)).map { Swift.min(Swift.max($0.highest, min), max) }
    }
  }

  /// The value at a rank (1 is the smallest), as the edges of its bucket; `nil` when there is no such rank.
  package func edges(atRank rank: Int64) -> (lowest: Int64, highest: Int64)? {
    guard rank >= 1, rank <= count else { return nil }
    let index = firstIndex + place(ofRank: rank)
    return (
      Swift.max(BucketLayout.lowest(of: index), min), Swift.min(BucketLayout.highest(of: index), max)
    )
  }

  /// Where in `counts` a rank from 1 to `count` lies, sought from the nearer end: a comparison asks thousands of times.
  private func place(ofRank rank: Int64) -> Int {
    if rank > count / 2 {
      var (place, atOrBelow) = (counts.count - 1, count)
      while atOrBelow - counts[place] >= rank {
        atOrBelow -= counts[place]
        place -= 1
      }
      return place
    }
    var (place, atOrBelow) = (0, counts[0])
    while atOrBelow < rank {
      place += 1
      atOrBelow += counts[place]
    }
    return place
  }

  private func rank(_ share: Double) -> Int64 {
    let bounded = Swift.min(Swift.max(share, 0), 1)
    return Swift.min(Swift.max(Int64((bounded * Double(count)).rounded(.up)), 1), count)
  }
}
