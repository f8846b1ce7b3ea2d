/// What a covering array is asked to cover.
package struct CoveringModel: Sendable, Hashable {
  /// How many values each dimension has; each at least 1.
  package var levels: [Int]
  /// t: every combination of values of every t dimensions is to come in some row; 1 to 4.
  package var strength: Int
  /// Values that must not meet.
  package var forbidden: [ForbiddenCombination]
  /// Rows to begin with; `nil` leaves a dimension open.
  package var seeds: [[Int?]]

  /// A model.
  package init(
    levels: [Int], strength: Int = 2, forbidden: [ForbiddenCombination] = [], seeds: [[Int?]] = []
  ) {
    self.levels = levels
    self.strength = strength
    self.forbidden = forbidden
    self.seeds = seeds
  }

  /// The least that any array without constraints must have: the product of the t largest dimensions.
  package var leastRows: Int128 {
    levels.sorted(by: >).prefix(strength).reduce(1) { min($0 * Int128($1), Int128(1) << 100) }
  }
}

/// A model that cannot be covered.
package enum CoveringProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The constraints leave no row at all.
  case contradiction
  /// No row agrees with the seeding row of this index and with the constraints.
  case forbiddenSeed(Int)
  /// There is more to cover than memory is spent on.
  case tooLarge(tuples: Int128, limit: Int)
  /// There is more to cover than time is spent on, and no array is known by a formula.
  case tooMuchWork(tuples: Int128)
  /// The constraints are too entangled to be decided.
  case tooEntangled

  package var description: String {
    switch self {
    case .contradiction: "the exclusions leave no case at all"
    case .forbiddenSeed(let index): "row \(index + 1) of the strategy is excluded"
    case .tooLarge(let tuples, let limit):
      "there are \(tuples) combinations to cover, more than \(limit); take fewer dimensions or a lower strength"
    case .tooMuchWork(let tuples):
      "to cover \(tuples) combinations would take too long; take fewer dimensions or values, a lower strength, or strategy: {sample: N}"
    case .tooEntangled: "the exclusions are too entangled to tell which combinations are possible"
    }
  }
}
