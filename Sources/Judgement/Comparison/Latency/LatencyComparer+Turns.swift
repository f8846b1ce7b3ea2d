import RunModel
import Statistics

/// Latencies of turns: pairs in the order in which they were made, beside what the platform did.
extension LatencyComparer {
  /// One quantile of turns; `nil` where none were taken. Whether it swings slowly is asked of the median, which is known best.
  func judged(_ samples: PairedSamples, _ share: Double, leastShare: Double, _ source: Source)
    -> PairSeries.Judged?
  {
    if samples.places.isEmpty { return nil }
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
    let source: Source = { Self.sample($0, .responseTime) }
    return judged(samples(source, 0.5), 0.5, leastShare: 0.8, source)?.swings ?? false
  }

  /// `nil` unless both sides carry the quantile in those pairs.
  private func series(_ samples: PairedSamples, as places: [Int]) -> PairSeries? {
    guard samples.places == places else { return nil }
    return PairSeries(
      samples.first.logarithms, samples.second.logarithms, covariate: platform?.covariate(places))
  }
}
