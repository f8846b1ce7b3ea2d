import RunModel
import Statistics

/// A traffic mix: cases drawn by weight, seeded.
struct WeightedMix: Sendable {
  private let cases: [TestCase]
  private let cumulative: [Double]
  private var random: SeededGenerator

  /// `nil` when all weights are equal, so that the order may stay as it is, or none is positive.
  init?(_ cases: [TestCase], weight: (TestCase) -> Double, seed: UInt64) {
    let weights = cases.map { max(0, weight($0)) }
    guard let first = weights.first, weights.contains(where: { $0 != first }) else { return nil }
    var total = 0.0
    cumulative = weights.map {
      total += $0
      return total
    }
    guard total > 0 else { return nil }
    self.cases = cases
    random = SeededGenerator(seed: seed, stream: 0x313c)
  }

  mutating func next() -> TestCase? {
    guard let total = cumulative.last else { return nil }
    let point = random.nextUnit() * total
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > point { high = middle } else { low = middle + 1 }
    }
    return cases[low]
  }
}
