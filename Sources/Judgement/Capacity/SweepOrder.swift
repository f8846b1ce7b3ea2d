import Statistics

/// The order of a sweep's steps. Pure.
package enum SweepOrder {
  /// All loads once, so many times; with a seed each time in an order of its own, so that what drifts slowly meets all
  /// alike.
  package static func blocks(_ loads: [Double], times: Int, seed: UInt64?) -> [Double] {
    (0..<max(1, times)).flatMap { block -> [Double] in
      guard let seed, loads.count > 1 else { return loads }
      let order = Permutation(count: UInt64(loads.count), seed: seed &+ UInt64(block))
      return (0..<loads.count).map { loads[Int(order[UInt64($0)])] }
    }
  }
}
