import Statistics
import Testing

@Suite struct RankCorrelationTests {
  /// Python's statistics.correlation over the ranks of both.
  private static let golden: [([Double], [Double], Double)] = [
    ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233),
    ([1, 1, 2, 2, 3, 9], [2, 4, 4, 1, 0, -3], -0.8060599359358184),
    ([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], 0.19885368120992464),
    ([1, 2, 3, 4], [10, 100, 1000, 10000], 1.0),
  ]

  @Test(arguments: 0..<golden.count) func theValueIsThatOfPython(index: Int) throws {
    let (left, right, value) = Self.golden[index]
    let found = try #require(RankCorrelation(left, right))
    #expect(abs(found.value - value) < 1e-12 && found.count == left.count, "\(found.value)")
  }

  @Test func withoutAChangeOrWithTooFewThereIsNone() {
    #expect(RankCorrelation([1, 2, 3], [1, 2, 3]) == nil)
    #expect(RankCorrelation([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]) == nil)
    #expect(RankCorrelation([1, 2, 3, 4], [1, 2, 3]) == nil)
    #expect(RankCorrelation([1, 2, 3, 4], [1, 3, 2, 4])?.interval(confidence: 0.95) == nil)
  }

  /// A series that remembers: each value is `memory` of the last one, and noise.
  private func series(_ memory: Double, _ count: Int, _ random: inout SeededGenerator) -> [Double] {
    var value = 0.0
    return (0..<count + 50).map { _ in
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUnit() }
      value = memory * value + noise
      return value
    }.suffix(count)
  }

  /// How often series that know nothing of each other seem to: at most 5 % would be right, naive intervals of slices that
  /// remember 0.9 of the last err in more than 40 %.
  @Test(arguments: [0.0, 0.5, 0.8]) func seriesThatKnowNothingOfEachOtherSeldomSeemTo(memory: Double) throws {
    var random = SeededGenerator(seed: 1128)
    var (wrong, asked) = (0, 0)
    for _ in 0..<1500 {
      let (left, right) = (series(memory, 48, &random), series(memory, 48, &random))
      guard let found = RankCorrelation(left, right)?.interval(confidence: 0.95) else { continue }
      asked += 1
      if !found.contains(0) { wrong += 1 }
    }
    #expect(asked > 1000 && Double(wrong) / Double(asked) < 0.08, "\(wrong) of \(asked)")
  }

  @Test func twoLinesThatRiseTogetherCountAsFew() throws {
    let line = (0..<60).map(Double.init)
    let found = try #require(RankCorrelation(line, line.map { $0 * 2 }))
    #expect(found.value == 1 && found.effective < 8, "\(found.effective)")
  }
}
