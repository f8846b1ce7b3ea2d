import RunModel
import Statistics

extension DelayDistribution {
  /// A delay drawn from the distribution, at least 0.
  package func draw(_ random: inout SeededGenerator) -> Duration {
    let seconds =
      switch self {
      case .constant(let seconds): seconds
      case .uniform(let low, let high): random.uniform(low, high)
      case .normal(let mean, let deviation): random.normal(mean: mean, standardDeviation: deviation)
      case .logNormal(let median, let sigma): random.logNormal(median: median, sigma: sigma)
      case .exponential(let mean): random.exponential(mean: mean)
      case .recorded(let histogram): Double(random.draw(from: histogram)) / 1e9
      }
    return .seconds(min(max(seconds, 0), 1e9))
  }
}
