extension LoadProfile {
  /// Where the warm-up ends; `nil` when there is none.
  package var warmUpEnd: RunInstant? {
    let length = stages.prefix { $0.isWarmUp }.reduce(Duration.zero) { $0 + $1.duration }
    return length > .zero ? .zero + length : nil
  }

  /// How long the load lasts, seconds; `nil` when it ends with its tasks.
  package var length: Double? {
    self == .iterations ? nil : stages.reduce(0) { $0 + $1.duration.inSeconds }
  }
}
