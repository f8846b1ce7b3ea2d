import Judgement
import RunModel
import Statistics

/// Whether what is printed of an experiment's power comes true: the change that it finds in four of five tries, and the
/// pairs that rule out one that just matters.
struct PowerTable {
  var seed: UInt64
  var comparisons = 200

  func print() {
    Swift.print(
      "Pairs of runs of 200 tasks, margins 5 % and 3 points; medians of what \(comparisons) comparisons print, and how often it comes true\n"
    )
    Swift.print("| noise | pairs | finds at p95 | found | to rule out 5 % | told |")
    Swift.print("|---|---|---|---|---|---|")
    for noise in [0.01, 0.03] {
      for pairs in [5, 7, 10] {
        let pilots = experiment(noise, pairs).comparisons(comparisons, seed: seed)
        let (found, told) = (found(pilots, noise, pairs), told(pilots, noise))
        Swift.print(
          "| \(Figures.percent(noise)) | \(pairs) | +\(Figures.percent(found.change)) | \(Figures.percent(found.share)) | \(told.pairs) pairs | \(Figures.percent(told.share)) |"
        )
      }
    }
    Swift.print("")
  }

  /// The change that is printed, and how often one of that size is found.
  func found(_ pilots: [Comparison], _ noise: Double, _ pairs: Int) -> (change: Double, share: Double) {
    let printed = pilots.compactMap { $0.rows.first { $0.name == "response_time.p95" }?.smallestDetectable }
    let change = median(printed)
    let slower = experiment(noise, pairs, factor: 1 + change).comparisons(comparisons, seed: seed + 1)
    return (
      change, slower.share { $0.rows.contains { $0.name == "response_time.p95" && $0.outcome == .worse } }
    )
  }

  /// The pairs that are printed, and how often so many tell all figures.
  private func told(_ pilots: [Comparison], _ noise: Double) -> (pairs: Int, share: Double) {
    let printed = pilots.map { Double($0.rows.filter(\.isPrimary).compactMap(\.runsNeeded).max() ?? 0) }
    let pairs = max(2, min(100, Int(median(printed))))
    let longer = experiment(noise, pairs).comparisons(comparisons / 2, seed: seed + 2)
    return (pairs, longer.share { $0.rows.filter(\.isPrimary).allSatisfy { $0.outcome != .inconclusive } })
  }

  func experiment(_ noise: Double, _ pairs: Int, factor: Double = 1) -> ComparisonExperiment {
    var comparer = Comparer(successMargin: 0.03)
    comparer.nodesDecide = false
    return ComparisonExperiment(
      first: SimulatedBuild(tasks: 200, noise: noise),
      second: SimulatedBuild(tasks: 200, noise: noise, factors: SimulatedBuild.all(factor)), pairs: pairs,
      comparer: comparer)
  }

  private func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
