import Statistics

/// A server that has slow phases: each is 30 % slower with a chance of one half.
struct Phases: Sendable {
  /// Seconds of one; 0 for none.
  let seconds: Double
  private var number = -1
  private var isSlow = false

  init(seconds: Double) { self.seconds = seconds }

  /// How many times as long all takes at some second; those asked for follow each other.
  mutating func level(at second: Double, _ random: inout SeededGenerator) -> Double {
    guard seconds > 0 else { return 1 }
    let now = Int(second / seconds)
    if now != number { (number, isSlow) = (now, random.nextUnit() < 0.5) }
    return isSlow ? 1.3 : 1
  }
}
