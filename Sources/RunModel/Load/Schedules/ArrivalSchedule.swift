import Statistics

/// The intended starts of a load of arrivals, one after the other: the i-th arrival comes when the integral of the rate
/// reaches i (uniform), or the i-th point of a renewal process of mean 1 (seeded). Pure.
///
/// All of it is integer arithmetic, so that lateness cannot add up and every machine has the same plan: rates in
/// millionths of an arrival a second, instants in nanoseconds, rounded up. Gaps are never scaled to a wanted count.
package struct ArrivalSchedule: LoadSchedule {
  private var curve: any RateCurve
  private let rules: ArrivalRules
  private let shard: ManifestShard?
  private var random: SeededGenerator
  /// Arrivals of the whole so far.
  private var count = 0
  /// Where the next arrival is.
  private var position: Int128 = 0

  /// The arrivals of one shard, or all of them: each shard takes every so many-th of the same plan.
  package init(_ curve: any RateCurve, _ rules: ArrivalRules, seed: UInt64, shard: ManifestShard? = nil) {
    (self.curve, self.rules, self.shard) = (curve, rules, shard)
    random = SeededGenerator(seed: seed, stream: 0xa221)
    if rules.spread != .uniform { position = gap() }
  }

  /// Those of a load.
  package init(_ load: some ArrivalShape, seed: UInt64, shard: ManifestShard? = nil) {
    self.init(load.curve, load.rules, seed: seed, shard: shard)
  }

  /// The next intended start; `nil` when the plan is over.
  package mutating func next() -> RunInstant? {
    while let instant = curve.instant(of: position) {
      position += gap()
      count += 1
      if shard?.takes(count - 1) ?? true { return RunInstant(nanoseconds: instant) }
    }
    return nil
  }

  package mutating func nextStep() -> LoadStep? { next().map { LoadStep(at: $0, .arrival) } }

  /// From one arrival to the next, at a rate of 1.
  private mutating func gap() -> Int128 {
    switch rules.spread {
    case .uniform: RateRamp.oneArrival
    case .poisson: Self.whole(random.exponential(mean: 1))
    case .gamma: Self.whole(random.gamma(shape: rules.burstiness ?? 1, mean: 1))
    }
  }

  private static func whole(_ gap: Double) -> Int128 {
    Int128((gap * Double(RateRamp.oneArrival)).rounded(.up))
  }
}
