import RunModel
import Statistics

/// The capacity of a server that makes what its steps came to likeliest. Pure.
///
/// The server's speed differs from step to step by a few percent, so that a step near the edge holds or breaks by chance:
/// the nearer, the more so (a logistic curve of the logarithm of the load). What a step that broke says of the capacity is
/// a measurement with the same error.
struct LikeliestCapacity {
  let trials: [CapacitySearch.Trial]
  /// What steps that broke say; empty when they are not to be believed.
  let hints: [Double]
  /// By how much the capacity differs from step to step, as a share.
  let spread: Double

  /// So many are looked at.
  private static let parts = 60

  /// Of all from `low` to `high`.
  func between(_ low: Double, _ high: Double) -> Double {
    let width = NaturalLogarithm.of(high / low)
    let all = (0...Self.parts).map {
      low * NaturalLogarithm.inverse(width * Double($0) / Double(Self.parts))
    }
    return all.max { likelihood($0) < likelihood($1) } ?? low
  }

  /// The logarithm of it, up to a constant.
  private func likelihood(_ capacity: Double) -> Double {
    let steps = trials.map { trial in
      let distance = NaturalLogarithm.of(capacity / trial.load) / spread
      return switch trial.standing {
      case .held: -NaturalLogarithm.of(1 + NaturalLogarithm.inverse(-distance))
      case .broke: -NaturalLogarithm.of(1 + NaturalLogarithm.inverse(distance))
      case .generator, .notMade: 0.0
      }
    }
    let measured = hints.map { hint in
      let distance = NaturalLogarithm.of(hint / capacity) / spread
      return -distance * distance / 2
    }
    return (steps + measured).reduce(0, +)
  }
}
