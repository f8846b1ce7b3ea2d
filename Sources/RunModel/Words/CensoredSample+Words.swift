import Statistics

/// Latencies of which a limit cut some, in words: a quantile that the cuts hide is `> 60.0 s`.
extension CensoredSample {
  /// From this share of failures on a reader is told the quantiles with failures beside those without.
  private static let tellingShare = 0.001

  /// Whether so many of all failed that the quantiles without them flatter.
  package var hasTellingFailures: Bool { Double(failed) >= Self.tellingShare * Double(count) && failed > 0 }

  /// A quantile and its 95 % interval; `nil` when the sample cannot carry them. With a `dispersion` above 1 the values count for as
  /// much less.
  package func words(_ share: Double, dispersion: Double = 1) -> (value: String, range: String)? {
    guard carries(share), let value = quantile(share) else { return nil }
    let interval = quantileInterval(share, dispersion: dispersion)
    let range = interval.low == .infinity ? "" : Figures.range(interval.low / 1e9, interval.high / 1e9)
    return (Self.words(value), range)
  }

  /// A value of nanoseconds; what depends on the cuts is more than its lower end.
  private static func words(_ value: Interval) -> String {
    if value.low == .infinity { return "failed" }
    return (value.low == value.high ? "" : "> ") + Figures.seconds(value.low / 1e9)
  }

  /// All durations, as if those that were cut had ended then: each is at least so long.
  package var endedWhenCut: Histogram {
    var all = observed
    all.merge(censored)
    return all
  }

  /// The longest.
  package var longest: String {
    maximum.map(Self.words) ?? "n/a"
  }

  /// The mean; a lower bound when something was cut.
  package var average: String {
    guard let mean else { return "n/a" }
    return (censored.isEmpty ? "" : "> ") + Figures.seconds(mean / 1e9)
  }
}

extension Figures {
  /// The ends of an interval of shares, in words.
  package static func percents(_ interval: Interval) -> String {
    "\(percent(interval.low)) to \(percent(interval.high))"
  }

  /// The ends of an interval in seconds, in words; an end that is not known is infinite.
  package static func range(_ low: Double, _ high: Double) -> String {
    guard high.isFinite else { return "\(seconds(low)) or more" }
    let words = (seconds(low).split(separator: " "), seconds(high).split(separator: " "))
    // One unit for both, where it is the same.
    guard words.0.count == 2, words.1.count == 2, words.0[1] == words.1[1] else {
      return "\(seconds(low)) to \(seconds(high))"
    }
    return "\(words.0[0]) to \(seconds(high))"
  }
}
