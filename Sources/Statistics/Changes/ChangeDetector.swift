/// Finds where a series changes its level: E-divisive (Matteson and James, 2014) with a permutation test, then without the
/// changes that are too small to matter, as Apache Otava does. The same series and seed give the same answer.
///
/// Of a series without any change, the share of answers that name one is at most ``significance``, whatever the
/// distribution of its values, when these are exchangeable.
package struct ChangeDetector: Sendable, Hashable {
  /// The least difference of two levels that matters.
  package enum LeastChange: Sendable, Hashable {
    /// A share of the level before.
    case relative(Double)
    /// In the values' own unit.
    case absolute(Double)
  }

  /// A change is believed when chance does as well in at most this share of orders; between 0 and 1.
  package var significance: Double
  /// Smaller changes are left out.
  package var leastChange: LeastChange
  /// The fewest values of a segment; at least 2.
  package var minimumSegment: Int
  /// Random orders that are tried; the smallest significance that can be reached is 1 / (permutations + 1).
  package var permutations: Int
  /// Seed of the orders.
  package var seed: UInt64

  /// A detector: 5 %, changes of 5 % and more, three values a segment, 499 orders.
  package init(
    significance: Double = 0.05, leastChange: LeastChange = .relative(0.05), minimumSegment: Int = 3,
    permutations: Int = 499, seed: UInt64 = 1
  ) {
    self.significance = significance
    self.leastChange = leastChange
    self.minimumSegment = max(2, minimumSegment)
    self.permutations = max(1, permutations)
    self.seed = seed
  }

  /// The changes, in the order of the series. Time grows with the square of the number of values.
  package func changes(in values: [Double]) -> [LevelChange] {
    var random = SeededGenerator(seed: seed)
    var segments = [0..<values.count]
    var probabilities: [Int: Double] = [:]
    while let cut = bestCut(values, segments) {
      let probability = probability(of: cut.statistic, values, segments, &random)
      guard probability <= significance else { break }
      probabilities[cut.index] = probability
      let place = segments.firstIndex { $0.contains(cut.index) }!
      let segment = segments[place]
      segments.replaceSubrange(
        place...place, with: [segment.lowerBound..<cut.index, cut.index..<segment.upperBound])
    }
    return significant(values, probabilities)
  }

  /// The cut with the largest statistic over all segments.
  private func bestCut(_ values: [Double], _ segments: [Range<Int>]) -> (index: Int, statistic: Double)? {
    var best: (index: Int, statistic: Double)?
    for segment in segments {
      for (offset, statistic) in EnergyStatistic.cuts(Array(values[segment]), minimum: minimumSegment)
        .enumerated()
      where statistic > (best?.statistic ?? 0) {
        best = (segment.lowerBound + minimumSegment + offset, statistic)
      }
    }
    return best
  }

  /// How often the values of each segment, in random order, have a cut as good.
  private func probability(
    of statistic: Double, _ values: [Double], _ segments: [Range<Int>], _ random: inout SeededGenerator
  ) -> Double {
    var asGood = 1
    for _ in 0..<permutations {
      var shuffled = values
      for segment in segments { shuffled[segment].shuffle(using: &random) }
      // A hair less: the same values in another order add up a little differently.
      if (bestCut(shuffled, segments)?.statistic ?? 0) >= statistic * (1 - 1e-9) { asGood += 1 }
    }
    return Double(asGood) / Double(permutations + 1)
  }

  /// Leaves out the smallest change until all that remain matter; each time its neighbours' levels change.
  private func significant(_ values: [Double], _ probabilities: [Int: Double]) -> [LevelChange] {
    var indices = probabilities.keys.sorted()
    while true {
      let changes = levels(values, indices).map { change in
        LevelChange(
          index: change.index, before: change.before, after: change.after,
          probability: probabilities[change.index] ?? 1)
      }
      guard let smallest = changes.min(by: { size($0) < size($1) }), size(smallest) < least else {
        return changes
      }
      indices.removeAll { $0 == smallest.index }
    }
  }

  private var least: Double {
    switch leastChange {
    case .relative(let share): share
    case .absolute(let difference): difference
    }
  }

  private func size(_ change: LevelChange) -> Double {
    switch leastChange {
    case .absolute: abs(change.after - change.before)
    case .relative:
      change.before == 0 ? (change.after == 0 ? 0 : .infinity) : abs(change.after / change.before - 1)
    }
  }

  private func levels(_ values: [Double], _ indices: [Int]) -> [(index: Int, before: Double, after: Double)] {
    let edges = [0] + indices + [values.count]
    return indices.indices.map { place in
      (
        indices[place], Self.median(values[edges[place]..<edges[place + 1]]),
        Self.median(values[edges[place + 1]..<edges[place + 2]])
      )
    }
  }

  package static func median(_ values: some Collection<Double>) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// A place where a series changes its level.
package struct LevelChange: Sendable, Hashable, Codable {
  /// Position of the first value after the change.
  package var index: Int
  /// Median of the segment before.
  package var before: Double
  /// Median of the segment after.
  package var after: Double
  /// Share of random orders that had a cut as good, when it was found; of the newest values p of no change. 0 to 1.
  package var probability: Double

  package init(index: Int, before: Double, after: Double, probability: Double) {
    (self.index, self.before, self.after, self.probability) = (index, before, after, probability)
  }
}
