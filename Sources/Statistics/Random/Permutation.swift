/// A random order of `0..<count` that needs no memory: a Feistel network with cycle walking, seeded.
package struct Permutation: Sendable {
  package let count: UInt64
  private let halfBits: UInt64
  private let keys: [UInt64]

  /// The order of a seed. `count` is at least 1.
  package init(count: UInt64, seed: UInt64) {
    self.count = max(count, 1)
    let bits = UInt64(64 - (max(self.count, 2) - 1).leadingZeroBitCount)
    halfBits = (bits + 1) / 2
    var generator = SeededGenerator(seed: seed)
    keys = (0..<6).map { _ in generator.next() }
  }

  /// The element at a position below `count`; each element comes at exactly one position.
  package subscript(position: UInt64) -> UInt64 {
    var value = scramble(position)
    while value >= count { value = scramble(value) }
    return value
  }

  private func scramble(_ value: UInt64) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var left = value >> halfBits
    var right = value & mask
    for key in keys { (left, right) = (right, left ^ (SplitMix64.mix(right ^ key) & mask)) }
    return left << halfBits | right
  }
}
