extension Proportion {
  /// Interval of `other - self` by Newcombe's hybrid score method (R. G. Newcombe, Stat. Med. 17, 1998, method 10).
  /// Dispersions above 1 make the trials of a side count for as much less.
  package func difference(
    to other: Proportion, confidence: Double = 0.95, dispersions: (own: Double, other: Double) = (1, 1)
  ) -> Interval {
    let first = wilson(confidence: confidence, dispersion: dispersions.own)
    let second = other.wilson(confidence: confidence, dispersion: dispersions.other)
    let (p, q) = (estimate, other.estimate)
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return Interval(
      low: q - p - length(q - second.low, first.high - p),
      high: q - p + length(second.high - q, p - first.low))
  }
}

extension Interval {
  /// The two-sided p that belongs to a family of intervals: one minus the highest confidence at which the interval
  /// leaves `null` out. Test and interval then never contradict each other.
  package static func pValue(against null: Double = 0, _ interval: (_ confidence: Double) -> Interval)
    -> Double
  {
    var (low, high) = (0.0, 1.0)
    if interval(1e-9).contains(null) { return 1 }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if interval(middle).contains(null) { high = middle } else { low = middle }
    }
    return 1 - low
  }
}
