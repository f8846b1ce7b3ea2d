import Statistics

extension Histogram {
  /// A quantile in words; `n/a` of a sample that does not carry it.
  func quantileWords(_ share: Double) -> String {
    CensoredSample(observed: self).words(share)?.value ?? "n/a"
  }

  /// The median of nanoseconds as seconds; `nil` of a sample that does not carry it.
  var carriedMedian: Double? {
    guard count >= QuantileInterval.minimumCount(0.5) else { return nil }
    return quantile(0.5).map { Double($0) / 1e9 }
  }
}
