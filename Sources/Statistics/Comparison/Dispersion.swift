import Glibc

/// Whether failures come in clusters: an outage kills a hundred at once, and a hundred are then hardly more than one.
package struct Dispersion: Sendable, Hashable, Codable {
  /// Variance between blocks over the variance that independent tasks would have; 1 when they are independent.
  package var ratio: Double
  /// How many blocks were compared.
  package var blocks: Int

  /// A ratio of variances that was found otherwise, with one degree of freedom less than blocks.
  init(ratio: Double, blocks: Int) { (self.ratio, self.blocks) = (ratio, blocks) }

  /// The ratio of blocks of tasks (Pearson's statistic over its degrees of freedom); `nil` below five blocks with
  /// tasks, or when all succeeded or none.
  package init?(_ blocks: [Proportion]) {
    let successes = blocks.reduce(0) { $0 + $1.successes }
    let trials = blocks.reduce(0) { $0 + $1.trials }
    guard blocks.count >= 5, successes > 0, successes < trials else { return nil }
    let share = Double(successes) / Double(trials)
    let statistic = blocks.reduce(0.0) { sum, block in
      let distance = Double(block.successes) - Double(block.trials) * share
      return sum + distance * distance / (Double(block.trials) * share * (1 - share))
    }
    ratio = statistic / Double(blocks.count - 1)
    self.blocks = blocks.count
  }

  /// Whether chance alone would show such a ratio in fewer than one of ten samples.
  package var isShown: Bool { isShown(level: 0.1) }

  /// Whether chance alone would show such a ratio with a smaller chance than that (E. B. Wilson and M. M. Hilferty's
  /// approximation to the chi-square distribution, 1931).
  func isShown(level: Double) -> Bool {
    let spread = 2 / (9 * Double(blocks - 1))
    return (cbrt(ratio) - (1 - spread)) / spread.squareRoot() > NormalDistribution.quantile(1 - level)
  }

  /// What the number of tasks has to be divided by.
  package var inflation: Double { isShown ? max(1, ratio) : 1 }
}
