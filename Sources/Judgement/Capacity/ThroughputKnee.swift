import RunModel

/// Where throughput stops to grow with the load: where the straight line of the lightest step meets the most that was
/// ever reached (the asymptotes of a closed system). Pure.
package enum ThroughputKnee {
  /// Of steps that were made to their end.
  package static func load(of steps: [CapacityStep]) -> Double? {
    load(steps.filter { !$0.endedEarly && $0.standing != .generator }.map { ($0.load, $0.goodput) })
  }

  /// Of loads and their throughputs; `nil` while the highest load still brings what the lightest promises, and when
  /// the lightest was beyond the knee already.
  package static func load(_ points: [(load: Double, throughput: Double)]) -> Double? {
    guard let first = points.filter({ $0.throughput > 0 }).min(by: { $0.load < $1.load }),
      let most = points.map(\.throughput).max(), let last = points.map(\.load).max()
    else { return nil }
    let knee = most * first.load / first.throughput
    return knee < 0.9 * last && knee > 1.15 * first.load ? knee : nil
  }
}
