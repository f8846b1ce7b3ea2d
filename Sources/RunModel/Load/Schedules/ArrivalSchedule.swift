import Statistics

/// The intended starts of an open load, one after the other: the i-th arrival comes when the integral of the
/// rate reaches i (uniform), or the i-th point of a unit Poisson process (seeded). Pure.
///
/// All of it is integer arithmetic, so that lateness cannot add up and every machine has the same plan: rates in
/// millionths of an arrival a second, instants in nanoseconds, rounded up.
package struct ArrivalSchedule: LoadSchedule {
  private let ramps: [RateRamp]
  private let arrivals: OpenLoad.Arrivals
  private let shard: ManifestShard?
  private var random: SeededGenerator
  private var current = 0
  /// Arrivals of the whole so far.
  private var count = 0
  /// Arrivals before the current ramp, and before the next arrival.
  private var before: Int128 = 0
  private var position: Int128 = 0

  /// The arrivals of one shard, or all of them: each shard takes every so many-th of the same plan.
  package init(_ load: OpenLoad, seed: UInt64, shard: ManifestShard? = nil) {
    self.shard = shard
    ramps = RateRamp.ramps(of: load)
    arrivals = load.arrivals
    random = SeededGenerator(seed: seed, stream: 0xa221)
    if arrivals == .poisson { position = gap() }
  }

  /// The next intended start; `nil` when the plan is over.
  package mutating func next() -> RunInstant? {
    while current < ramps.count {
      let ramp = ramps[current]
      guard position - before < ramp.arrivals else {
        before += ramp.arrivals
        current += 1
        continue
      }
      let instant = ramp.start + ramp.time(of: position - before)
      position += arrivals == .poisson ? gap() : RateRamp.oneArrival
      count += 1
      if shard?.takes(count - 1) ?? true { return RunInstant(nanoseconds: instant) }
    }
    return nil
  }

  package mutating func nextStep() -> LoadStep? { next().map { LoadStep(at: $0, .arrival) } }

  private mutating func gap() -> Int128 {
    Int128((random.exponential(mean: 1) * Double(RateRamp.oneArrival)).rounded(.up))
  }
}
