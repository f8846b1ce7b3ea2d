import Statistics

/// How far the tasks of a run tell its success rate: those that fail together count for less.
extension RunMeasurements {
  /// Whether failures come in clusters, of time or of cases, whichever is more; `nil` when the run is too short to tell, or
  /// none or all failed.
  package var clustering: Dispersion? {
    let byTime = Dispersion(TimeBlocks(self).outcomes)
    guard let byCase = caseClustering, byCase.inflation > byTime?.inflation ?? 1 else { return byTime }
    return byCase
  }

  /// Whether some cases fail more than others: further tries of one case tell less of others than a new case would. `nil`
  /// with few cases, which may be all that is ever asked.
  private var caseClustering: Dispersion? {
    guard droppedCells == 0, cases.count >= Self.leastCases else { return nil }
    // In order: sums of the same cases are the same.
    return Dispersion(
      cases.sorted { $0.key < $1.key }.compactMap { _, cell in
        // What was cancelled has no class of failure.
        Proportion(
          successes: cell.succeeded, trials: cell.succeeded + cell.failures.values.reduce(0, +))
      })
  }

  private static let leastCases = 10

  /// The 95 % interval of a share of the run's tasks, of which those that fail together count for less.
  package func interval(of share: Proportion) -> Interval {
    share.exact(dispersion: clustering?.inflation ?? 1)
  }

  /// How many independent tasks the run amounts to, in words, when failures come in clusters.
  package var clusterNote: String? {
    guard let clustering, clustering.inflation > 1 else { return nil }
    return Self.clusterNote(of: statistics.total, clustering.inflation, byCase: clustering == caseClustering)
  }

  /// So many tasks that are worth so many times less.
  package static func clusterNote(of tasks: Int, _ inflation: Double, byCase: Bool) -> String {
    let worth = Int((Double(tasks) / inflation).wholeClamped)
    let cases = byCase ? ", since some cases fail more than others" : ""
    return
      "failures come in clusters: \(Figures.count(tasks)) tasks are worth \(Figures.count(worth)) independent ones\(cases)"
  }

  /// Whether it is cases rather than times of which failures come in clusters.
  package var clustersByCase: Bool { clustering.map { $0.inflation > 1 && $0 == caseClustering } ?? false }
}
