/// A fast generator of random numbers that gives the same numbers for the same seed on every machine.
///
/// xoshiro256**, seeded by SplitMix64 (D. Blackman and S. Vigna, prng.di.unimi.it). Not for secrets.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator of a seed.
  package init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// The generator of one stream of a seed. Streams are independent of each other and of the order in which
  /// they are used: a task's stream depends on its id and attempt only, not on scheduling.
  package init(seed: UInt64, stream: UInt64...) {
    self.init(seed: stream.reduce(seed) { SplitMix64.mix($0 ^ SplitMix64.mix($1 &+ 0x9e37_79b9_7f4a_7c15)) })
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, 45)
    return result
  }

  /// A number in 0..<1, with 53 random bits.
  package mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    (value << bits) | (value >> (64 - bits))
  }
}

/// Spreads a counter over 64 bits; seeds the generator and hashes stream numbers.
package struct SplitMix64: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  package static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// FNV-1a, 64 bits: a stable hash of short texts, for streams. Not for secrets.
package func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
