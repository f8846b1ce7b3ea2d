/// Repeatable random numbers: SplitMix64.
struct MockRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Of a seed and a text, so that a request's answer depends on its content, not on its place in the order.
  init(seed: UInt64, text: String) {
    state = text.utf8.reduce(seed &+ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// About normal: the sum of twelve uniform numbers.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + unit() } }

  /// A version-4-like UUID.
  mutating func uuid() -> String {
    let digits = Array("0123456789abcdef")
    let (high, low) = (next(), next())
    return String(
      (0..<36).map { index in
        if [8, 13, 18, 23].contains(index) { return "-" }
        if index == 14 { return "4" }
        let source = index < 18 ? high >> UInt64(index * 3) : low >> UInt64((index - 18) * 3)
        return digits[Int(source & 15)]
      })
  }
}
