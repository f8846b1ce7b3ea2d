import Statistics
import Testing

@Suite struct WeightedIndexTests {
  /// Half of the smallest number is rounded to itself or to nothing, and the sum of the largest is infinite.
  @Test(
    "What rounding leaves over goes to the last that has a weight, never to one without",
    arguments: [
      [Double.leastNonzeroMagnitude, 0], [0, .leastNonzeroMagnitude, 0, 0],
      [.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0],
    ])
  func leftOver(weights: [Double]) throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let index = random.weightedIndex(weights)
      #expect(weights[try #require(index)] > 0)
    }
  }
}
