import RunModel
import Statistics

/// Hands out a source's cases as tasks: each once, or again and again for a load over time, evenly or by
/// weight. Confined to the run's loop.
struct CaseFeed {
  private let source: any CaseSource
  private var iterator: any CaseIterator
  private let repeats: Bool
  private var mix: WeightedMix?
  private var handedOut = 0
  private var round = 0
  private(set) var isExhausted = false

  /// - Parameter repeats: whether the source begins anew after its last case.
  init(_ source: any CaseSource, repeats: Bool, mix: WeightedMix? = nil) {
    self.source = source
    self.repeats = repeats
    self.mix = mix
    iterator = source.makeCaseIterator()
    isExhausted = source.caseCount == 0
  }

  /// How many tasks there will be, when that is known.
  var knownCount: Int? { repeats ? nil : source.caseCount }

  /// The next task's index and case; `nil` when there is none. Throws what the source throws.
  mutating func next() throws -> (index: Int, testCase: TestCase)? {
    guard !isExhausted else { return nil }
    if let mixed = mix?.next() { return numbered(mixed) }
    if let next = try iterator.nextCase() {
      let result = numbered(next)
      if let count = source.caseCount, !repeats, handedOut >= count { isExhausted = true }
      return result
    }
    guard repeats, handedOut > 0 else {
      isExhausted = true
      return nil
    }
    round += 1
    iterator = source.makeCaseIterator()
    guard let first = try iterator.nextCase() else {
      isExhausted = true
      return nil
    }
    return numbered(first)
  }

  /// Nothing more is handed out.
  mutating func close() { isExhausted = true }

  private mutating func numbered(_ testCase: TestCase) -> (index: Int, testCase: TestCase) {
    defer { handedOut += 1 }
    var testCase = testCase
    if round > 0 { testCase.repetition += round }
    return (handedOut, testCase)
  }
}

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
