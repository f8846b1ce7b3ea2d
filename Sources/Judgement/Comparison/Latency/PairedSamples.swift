import RunModel
import Statistics

/// A latency of both sides' units: of turns only the pairs of which both sides carry the quantile. An outage takes all
/// successes of a turn with it, and must not take the figure.
struct PairedSamples {
  let first: LatencySide
  let second: LatencySide
  /// Pairs that were left out.
  let omitted: Int
  /// The pairs that are in it, of turns.
  let places: [Int]

  /// `leastShare`: of the pairs, 0 to 1; with fewer nothing is carried.
  init(
    _ first: [CensoredSample], _ second: [CensoredSample], _ share: Double, turns: Bool, leastShare: Double
  ) {
    guard turns, first.count == second.count else {
      (self.first, self.second, omitted) = (LatencySide(first, share), LatencySide(second, share), 0)
      places = []
      return
    }
    func carries(_ sample: CensoredSample) -> Bool {
      sample.count > 0 && Double(sample.count) * (1 - share) >= 1 - 1e-9
        && (sample.quantile(share)?.low ?? 0) > 0
    }
    let kept = first.indices.filter { carries(first[$0]) && carries(second[$0]) }
    let isEnough = kept.count >= Self.least && Double(kept.count) >= Double(first.count) * leastShare
    places = isEnough ? kept : []
    self.first = LatencySide(places.map { first[$0] }, share)
    self.second = LatencySide(places.map { second[$0] }, share)
    omitted = isEnough ? first.count - kept.count : 0
  }

  /// Pairs that a mean of turns needs.
  private static let least = 3
}
