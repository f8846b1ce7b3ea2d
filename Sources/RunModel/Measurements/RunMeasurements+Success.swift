import Statistics

/// How far the tasks of a run tell its success rate: those that fail together count for less.
extension RunMeasurements {
  /// Whether failures come in clusters of time; `nil` when the run is too short to tell, or none or all failed.
  package var clustering: Dispersion? { Dispersion(TimeBlocks(self).outcomes) }

  /// The 95 % interval of the success rate; `nil` of nothing.
  package var successInterval: Interval? {
    Proportion(successes: statistics.succeeded, trials: statistics.total)?
      .exact(dispersion: clustering?.inflation ?? 1)
  }

  /// How many independent tasks the run amounts to, in words, when failures come in clusters.
  package var clusterNote: String? {
    guard let inflation = clustering?.inflation, inflation > 1 else { return nil }
    let worth = Int((Double(statistics.total) / inflation).rounded())
    return
      "failures come in clusters: \(Figures.count(statistics.total)) tasks are worth \(Figures.count(worth)) independent ones"
  }
}
