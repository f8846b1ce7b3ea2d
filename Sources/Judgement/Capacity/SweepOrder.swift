import Statistics

/// The order of a sweep's steps. Pure.
package enum SweepOrder {
  /// All loads once, so many times; with a seed each time in an order of its own, so that what drifts slowly meets all
  /// alike.
  package static func blocks<Wish>(_ wishes: [Wish], times: Int, seed: UInt64?) -> [Wish] {
    (0..<max(1, times)).flatMap { block -> [Wish] in
      guard let seed, wishes.count > 1 else { return wishes }
      let order = Permutation(count: UInt64(wishes.count), seed: seed &+ UInt64(block))
      return (0..<wishes.count).map { wishes[Int(order[UInt64($0)])] }
    }
  }
}
