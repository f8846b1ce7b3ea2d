extension Proportion {
  /// Interval of `other - self` by Newcombe's hybrid score method (R. G. Newcombe, Stat. Med. 17, 1998, method 10).
  public func difference(to other: Proportion, confidence: Double = 0.95) -> Interval {
    let (first, second) = (wilson(confidence: confidence), other.wilson(confidence: confidence))
    let (p, q) = (estimate, other.estimate)
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return Interval(
      low: q - p - length(q - second.low, first.high - p),
      high: q - p + length(second.high - q, p - first.low))
  }
}
