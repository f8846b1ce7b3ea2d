/// What a search for a capacity looks for, and how far it goes.
public struct CapacityPlan: Sendable, Hashable, Codable {
  /// What the load is a number of.
  public enum Unit: String, Sendable, Codable, CaseIterable {
    /// Users, each of whom begins its next task when the last has ended.
    case users
    /// Arrivals a second, which do not wait for the server.
    case rate
  }

  /// What the load is a number of.
  public var over: Unit
  /// The least load that is tried; more than 0, of users a whole number.
  package var least: Double
  /// The first load that is tried, from ``least`` to ``most``.
  package var start: Double
  /// The most load that is tried.
  public var most: Double
  /// The search has closed in when the load that broke is at most so much more than the one that held, as a share.
  package var tolerance: Double
  /// How many steps must have held at the load that is called sustained; at least 1.
  package var confirmations: Int
  /// The most steps; at least 1.
  package var stepLimit: Int
  /// A load of which is to be known whether it holds: it is tried when the gap that is left has it; `nil` for none.
  package var gate: Double?

  /// A plan up to `most`. Without `start` it begins so low that it doubles four times at the most.
  public init(
    over: Unit, most: Double, start: Double? = nil, least: Double? = nil, tolerance: Double = 0.05,
    confirmations: Int = 2, stepLimit: Int = 16
  ) {
    (self.over, self.tolerance) = (over, tolerance)
    (self.confirmations, self.stepLimit) = (max(1, confirmations), max(1, stepLimit))
    self.most = max(most, 0.001)
    self.least = min(least ?? (over == .users ? 1 : min(0.1, self.most / 32)), self.most)
    self.start = self.most / 16
    self.start = rounded(start ?? self.start)
  }

  /// The nearest load that can be tried: within the plan's bounds, of users a whole number, of arrivals three digits.
  package func rounded(_ load: Double) -> Double {
    let within = min(max(load, least), most)
    if over == .users { return max(1, within.rounded()) }
    var unit = 1.0
    while within / unit >= 1000 { unit *= 10 }
    var parts = 1.0
    while within * parts < 100, parts < 1e6 { parts *= 10 }
    return min(max((within / unit * parts).rounded() / parts * unit, least), most)
  }
}
