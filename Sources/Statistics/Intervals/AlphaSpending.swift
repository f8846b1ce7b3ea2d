/// How much of the chance to err may have been spent when so much of an experiment's time is over, and at which level each
/// look judges: however often it is looked at, the chance of any false alarm stays what it was meant to be (K. K. G. Lan and
/// D. L. DeMets, Biometrika 70, 1983; spent as P. O'Brien and T. Fleming's limits would: hardly anything at first).
package struct AlphaSpending: Sendable {
  /// The chance to err in all, both sides together.
  package let total: Double
  /// Where the sum of all observations may stand without any look having decided, and how likely each place is.
  private var places: [(sum: Double, weight: Double)] = []
  /// Observations at the last look.
  private var observed = 0.0
  private var spent = 0.0
  private var isOver = false

  /// Nothing was looked at. `total` lies between 0 and 1.
  package init(total: Double) { self.total = total }

  /// What may be spent when such a share of the time is over.
  package static func spent(_ total: Double, at share: Double) -> Double {
    if share >= 1 { return total }
    if share <= 0 { return 0 }
    // Half of it on each side.
    let limit = NormalDistribution.quantile(1 - total / 4)
    return 4 * NormalDistribution.cumulative(-limit / share.squareRoot())
  }

  /// The two-sided level of the next look, after `observations` in all (more than at the last one) and a share of the
  /// time; the look at 1 is the last. 0 where there is nothing to be spent yet, or any more.
  package mutating func level(at share: Double, observations: Double) -> Double {
    let step = observations - observed
    guard step > 0, !isOver else { return 0 }
    isOver = share >= 1
    let allowed = Self.spent(total, at: share) - spent
    let limit =
      allowed > Self.least ? limit(spending: allowed, step) : Self.farthest * observations.squareRoot()
    if allowed > Self.least { spent += allowed }
    move(to: limit, by: step)
    observed = observations
    return allowed > Self.least
      ? 2 * NormalDistribution.cumulative(-limit / observations.squareRoot()) : 0
  }

  /// Less is nothing.
  private static let least = 1e-9
  /// No sum stands farther off, in standard deviations.
  private static let farthest = 8.0

  /// The sum beyond which the look decides.
  private func limit(spending allowed: Double, _ step: Double) -> Double {
    var (low, high) = (0.0, Self.farthest * (observed + step).squareRoot())
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if 2 * beyond(middle, step) > allowed { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The chance that no look decided before and the sum now stands above `limit`.
  private func beyond(_ limit: Double, _ step: Double) -> Double {
    let spread = step.squareRoot()
    if places.isEmpty { return NormalDistribution.cumulative(-limit / spread) }
    return places.reduce(0) {
      $0 + $1.weight * NormalDistribution.cumulative(($1.sum - limit) / spread)
    }
  }

  /// The places within the limit after a step, by Simpson's rule (C. Jennison and B. W. Turnbull, Group Sequential
  /// Methods, 2000, chapter 19).
  private mutating func move(to limit: Double, by step: Double) {
    let spread = step.squareRoot()
    let halves = max(8, Int((limit / (Self.mesh * spread)).rounded(.up)))
    let width = limit / Double(halves)
    places = (-halves...halves).map { place in
      let sum = Double(place) * width
      let rule = abs(place) == halves ? 1.0 : ((place + halves).isMultiple(of: 2) ? 2 : 4)
      return (sum, rule * width / 3 * density(sum, spread))
    }
  }

  /// Steps of the mesh, in standard deviations of one look's observations.
  private static let mesh = 0.5

  private func density(_ sum: Double, _ spread: Double) -> Double {
    func normal(_ distance: Double) -> Double {
      abs(distance) > 8
        ? 0 : NaturalLogarithm.inverse(-distance * distance / 2) / (spread * 2.5066282746310002)
    }
    if places.isEmpty { return normal(sum / spread) }
    return places.reduce(0) { $0 + $1.weight * normal((sum - $1.sum) / spread) }
  }
}
