/// How many tasks belong to each band of performance: to the first whose limits they meet.
package struct BandTable: Sendable, Hashable, Codable {
  /// The bands, best first.
  package private(set) var bands: [PerformanceBand]
  /// Tasks of each band.
  package private(set) var counts: [Int]
  /// Tasks of no band: too slow, too dear, or without success.
  package private(set) var others = 0

  /// Nothing yet.
  package init(_ bands: [PerformanceBand]) {
    self.bands = bands
    counts = Array(repeating: 0, count: bands.count)
  }

  /// Tasks of any band: the ones that met all limits of at least one. Their number a second is the goodput.
  package var good: Int { counts.reduce(0, +) }
  /// All tasks.
  package var total: Int { good + others }

  mutating func record(_ result: TaskResult) {
    if let index = bands.firstIndex(where: { $0.contains(result) }) {
      counts[index] += 1
    } else {
      others += 1
    }
  }

  /// The sum of both; `nil` when their bands differ.
  func merged(_ other: BandTable) -> BandTable? {
    guard bands == other.bands else { return nil }
    var sum = self
    for index in counts.indices { sum.counts[index] += other.counts[index] }
    sum.others += other.others
    return sum
  }
}

extension RunMeasurements {
  /// Seconds of a run that lasted so long which lie after the warm-up and before the cool-down: what rates of
  /// ``statistics`` are divided by.
  package func steadySeconds(of duration: Double) -> Double {
    let end = min(duration, coolDownStart.map { Double($0.nanoseconds) / 1e9 } ?? .infinity)
    return max(0, end - Double(warmUpEnd?.nanoseconds ?? 0) / 1e9)
  }
}
