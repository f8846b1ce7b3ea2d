import RunModel
import Statistics

/// Latencies of turns: pairs in the order in which they were made, beside what the platform did.
extension LatencyComparer {
  /// One quantile of turns. Whether it swings slowly is asked of the median, which is known best.
  func judged(_ samples: PairedSamples, _ share: Double, leastShare: Double, _ source: Source)
    -> PairSeries.Judged?
  {
    let median =
      share == 0.5 ? nil : series(self.samples(source, 0.5, leastShare: leastShare), as: samples.places)
    guard var judged = series(samples, as: samples.places)?.judged(swingsAs: median) else { return nil }
    // What belongs to a deployment meets every turn of its side alike: no number of turns makes it smaller.
    if let noise = design.turns?.deploymentNoise {
      let error = judged.effect.standardError
      judged.effect.standardError = (error * error + 2 * noise * noise).squareRoot()
    }
    return judged
  }

  /// Whether turns of one kind of latency swing slowly, by the median: what belongs to a deployment and changes in time.
  var swings: Bool {
    guard design.turns != nil else { return false }
    return judged(samples({ Self.sample($0, .responseTime) }, 0.5), 0.5, leastShare: 0.8) {
      Self.sample($0, .responseTime)
    }?.swings ?? false
  }

  /// `nil` unless both sides carry the quantile in those pairs.
  private func series(_ samples: PairedSamples, as places: [Int]) -> PairSeries? {
    guard samples.places == places, !places.isEmpty else { return nil }
    return PairSeries(
      samples.first.logarithms, samples.second.logarithms, covariate: platform?.covariate(places))
  }
}
