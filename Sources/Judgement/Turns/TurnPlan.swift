import Statistics

/// How both sides take turns within one run each: of fixed length, in pairs, in an order that is drawn. Pure.
package struct TurnPlan: Sendable, Hashable {
  /// Seconds of one turn, its warm-up included.
  package var seconds: Double
  /// Seconds at the begin of each turn that are left out.
  package var warmUp: Double
  /// The most pairs.
  package var pairs: Int
  /// Whether both sides have each turn at once.
  package var isTogether = false
  /// The most seconds of all; `nil` for as long as the pairs take.
  package var atMost: Double?
  /// Whether it ends as soon as the comparison is decided.
  package var untilDecided = false
  /// Of the order.
  package var seed: UInt64 = 0

  package init(seconds: Double, warmUp: Double, pairs: Int) {
    (self.seconds, self.warmUp, self.pairs) = (seconds, warmUp, pairs)
  }

  /// What may be asked for.
  package enum Allowed {
    package static let seconds = 2.0...3600
    package static let pairs = 1...1000
  }

  /// The warm-up of a turn when none is asked for: a tenth of it, at least 1 s and at most half.
  package static func usualWarmUp(_ seconds: Double) -> Double { min(seconds / 2, max(1, seconds / 10)) }

  /// Whether the first side begins a pair, counted from 0: of each four pairs it begins two, which ones is drawn. A server
  /// that swings with a period of its own so meets both sides alike.
  package func firstBegins(pair: Int) -> Bool {
    let order = Permutation(count: 4, seed: SplitMix64.mix(seed &+ UInt64(pair / 4)))
    return order[UInt64(pair % 4)] < 2
  }

  /// Whether there is time for another pair, when `done` pairs took so many seconds.
  package func hasRoom(after done: Int, elapsed: Double) -> Bool {
    guard done < pairs else { return false }
    guard let atMost else { return true }
    let each = done > 0 ? elapsed / Double(done) : seconds * (isTogether ? 1 : 2)
    return elapsed + each <= atMost * (1 + 1e-9)
  }

  /// The share of its time that is over after `done` pairs, by pairs or by the clock, whichever is more.
  package func share(after done: Int, elapsed: Double) -> Double {
    if !hasRoom(after: done, elapsed: elapsed) { return 1 }
    return min(1, max(Double(done) / Double(pairs), atMost.map { elapsed / $0 } ?? 0))
  }
}
