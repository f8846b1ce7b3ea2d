extension Comparison {
  /// Turns that both sides took within one run each.
  package struct Turns: Sendable, Hashable, Codable {
    /// Pairs of turns.
    package var pairs: Int
    /// Seconds of one turn.
    package var seconds: Double
    /// Whether both sides had each turn at once.
    package var isTogether: Bool
    /// Pairs that make one unit, where one alone has too few tasks.
    package var pairsPerUnit: Int
    /// What two starts of one build are known to differ by, as a share of a latency; `nil` when nothing is known.
    package var deploymentNoise: Double?
    /// How often the comparison was looked at, the last time included; `nil` when it was once.
    package var looks: Int?
    /// Seconds that it had at most; `nil` when it ended with its pairs.
    package var atMost: Double?
    /// Seconds that it took, both sides together.
    package var elapsed: Double
    /// Turns of the first and of the second side of which nothing counts, since all their tasks began in the turn's warm-up; `nil` when
    /// there are none.
    package var unmeasured: [Int]?

    package init(
      pairs: Int, seconds: Double, isTogether: Bool, pairsPerUnit: Int = 1, deploymentNoise: Double? = nil,
      looks: Int? = nil, atMost: Double? = nil, elapsed: Double = 0
    ) {
      (self.pairs, self.seconds, self.isTogether) = (pairs, seconds, isTogether)
      (self.pairsPerUnit, self.deploymentNoise) = (pairsPerUnit, deploymentNoise)
      (self.looks, self.atMost, self.elapsed) = (looks, atMost, elapsed)
    }

    /// What is to be done where turns lie in their warm-up as a whole; `nil` when none does.
    package var unmeasuredWords: String? {
      guard let unmeasured, unmeasured.count == 2, let most = unmeasured.max(), most > 0 else { return nil }
      let side = unmeasured[1] == most ? "second" : "first"
      return
        "Nothing counts of \(most) of \(pairs) turns of the \(side) build, whose tasks all began in the turn's warm-up: take longer turns (`--alternate`), or leave less of them out (`--turn-warm-up`)."
    }
  }
}
