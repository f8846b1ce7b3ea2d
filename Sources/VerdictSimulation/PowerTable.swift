import Glibc
import Judgement
import RunModel
import Statistics

/// Whether what is printed of an experiment's power comes true: each of many experiments prints what it could have found and how many pairs
/// would rule out a change that just matters, and another experiment of that size is made.
struct PowerTable {
  var seed: UInt64
  var comparisons = 400

  /// How both sides are run.
  struct Kind {
    var name: String
    var pairs: Int
    var noise = 0.03
    /// Tasks of a run, and the share of them that succeeds.
    var tasks = 200
    var success = 0.99
    /// Whether runs are made one side after the other, and compared as such.
    var isUnpaired = false
  }

  static let kinds = [
    Kind(name: "5 pairs", pairs: 5, noise: 0.01), Kind(name: "7 pairs", pairs: 7, noise: 0.01),
    Kind(name: "5 pairs", pairs: 5), Kind(name: "7 pairs", pairs: 7), Kind(name: "10 pairs", pairs: 10),
    Kind(name: "7 runs a side, not in turns", pairs: 7, isUnpaired: true),
    Kind(name: "7 pairs of 400 tasks, success 97 %", pairs: 7, tasks: 400, success: 0.97),
  ]

  func print() {
    Swift.print(
      "Runs of 200 tasks, margins 5 % and 3 points, \(comparisons) experiments each: medians of what they print, and how often another experiment of that size bears it out\n"
    )
    Swift.print(
      "| experiment | noise | finds at p95 | all slower: found | tail alone: found | finds of success | found | to rule out 5 % | told |"
    )
    Swift.print("|---|---|---|---|---|---|---|---|---|")
    for kind in Self.kinds {
      row(kind)
      fflush(nil)
    }
    Swift.print("")
  }

  private func row(_ kind: Kind) {
    let pilots = experiment(kind).comparisons(comparisons, seed: seed)
    let changes = pilots.map { Self.printed($0, Self.p95) }
    let all = found(kind, changes, 1) { $0.factors = SimulatedBuild.all(1 + $1) }
    let tail = found(kind, changes, 2) { $0.tail = 1 + $1 }
    let drops = pilots.map { Self.printed($0, Self.success) }
    let failing = found(kind, drops, 3, Self.success) { $0.success -= $1 }
    let runs = pilots.map { $0.runsNeeded ?? Self.most }
    Swift.print(
      "| \(kind.name) | \(Figures.percent(kind.noise)) | +\(Figures.percent(Self.median(changes))) | \(Figures.percent(all)) | \(Figures.percent(tail)) | -\(Figures.fixed(Self.median(drops) * 100, 1)) pt | \(Figures.percent(failing)) | \(Int(Self.median(runs.map(Double.init)))) pairs | \(Figures.percent(told(kind, runs))) |"
    )
  }

  /// How often a change as large as each experiment printed is found.
  func found(
    _ kind: Kind, _ changes: [Double], _ stream: UInt64, _ figure: String = PowerTable.p95,
    _ change: (inout SimulatedBuild, Double) -> Void
  ) -> Double {
    share(changes, stream) { size in
      var experiment = experiment(kind)
      change(&experiment.second, size)
      return experiment
    } holds: {
      $0.rows.contains { $0.name == figure && $0.outcome == .worse }
    }
  }

  /// How often as many pairs as each printed tell all figures of the same build.
  func told(_ kind: Kind, _ runs: [Int]) -> Double {
    share(runs, 4) { runs in
      var kind = kind
      kind.pairs = min(runs, Self.most)
      return experiment(kind)
    } holds: {
      $0.rows.filter(\.isPrimary).allSatisfy { $0.outcome != .inconclusive }
    }
  }

  private func share<Size>(
    _ sizes: [Size], _ stream: UInt64, _ experiment: (Size) -> ComparisonExperiment,
    holds: (Comparison) -> Bool
  ) -> Double {
    let found = sizes.enumerated().count { index, size in
      let own = SplitMix64.mix(seed &+ stream &* 1_000_003 &+ UInt64(index))
      return experiment(size).comparisons(1, seed: own).contains(where: holds)
    }
    return Double(found) / Double(max(1, sizes.count))
  }

  func experiment(_ kind: Kind) -> ComparisonExperiment {
    var comparer = Comparer(successMargin: 0.03)
    comparer.nodesDecide = false
    let build = SimulatedBuild(tasks: kind.tasks, noise: kind.noise, success: kind.success, isWhole: true)
    var experiment = ComparisonExperiment(first: build, second: build, pairs: kind.pairs, comparer: comparer)
    if kind.isUnpaired { (experiment.isPaired, experiment.drift) = (false, 0) }
    return experiment
  }

  static let p95 = "response_time.p95"
  static let success = "success_rate"
  /// No more are made.
  private static let most = 150

  static func printed(_ comparison: Comparison, _ figure: String) -> Double {
    comparison.rows.first { $0.name == figure }?.smallestDetectable ?? 0
  }

  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
