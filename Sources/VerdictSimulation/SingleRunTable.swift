import Judgement
import RunModel

/// One run a side: what is said of builds that are the same, and of one that takes half as long again.
struct SingleRunTable {
  var seed: UInt64
  var comparisons = 300
  /// Whether builds have no nodes, which one run a side says nothing of.
  var isWhole = false

  /// What runs of a build differ by.
  struct Kind {
    var name: String
    var noise = 0.03
    var successNoise = 0.0
    var phase = 0.0
  }

  static let kinds = [
    Kind(name: "noise 3 %"), Kind(name: "noise 6 %", noise: 0.06), Kind(name: "noise 10 %", noise: 0.1),
    Kind(name: "noise 3 %, success varies by 1.2 points", successNoise: 0.012),
    Kind(name: "noise 3 %, phases of 6 s", phase: 6), Kind(name: "noise 3 %, phases of 15 s", phase: 15),
  ]

  func print() {
    Swift.print(
      "One run of 600 tasks a side, success 98 %: worse / inconclusive; \(comparisons) each\n")
    Swift.print("| runs differ by | noise | the same build | 50 % slower |")
    Swift.print("|---|---|---|---|")
    for kind in Self.kinds {
      for knows in [false, true] {
        let cells = [1, 1.5].map { factor -> String in
          let (worse, open) = shares(kind, factor: factor, knowsNoise: knows)
          return "\(Figures.percent(worse)) / \(Figures.percent(open))"
        }
        let noise = knows ? "as it is, from a history" : "assumed"
        Swift.print("| \(kind.name) | \(noise) | \(cells.joined(separator: " | ")) |")
      }
    }
    Swift.print("")
  }

  /// The shares that are worse, and that nobody can tell.
  func shares(_ kind: Kind, factor: Double, knowsNoise: Bool) -> (worse: Double, open: Double) {
    var experiment = ComparisonExperiment(pairs: 1, drift: 0)
    var build = SimulatedBuild(tasks: 600, noise: kind.noise, success: 0.98)
    (build.successNoise, build.phase, build.isWhole) = (kind.successNoise, kind.phase, isWhole)
    experiment.first = build
    build.factors = SimulatedBuild.all(factor)
    experiment.second = build
    if knowsNoise {
      experiment.comparer.runNoise = RunNoise(latency: kind.noise, success: kind.successNoise)
    }
    let found = experiment.comparisons(comparisons, seed: seed)
    return (found.share { $0.outcome == .worse }, found.share { $0.outcome == .inconclusive })
  }
}

extension SimulatedBuild {
  /// All nodes take so many times as long.
  static func all(_ factor: Double) -> [String: Double] {
    Dictionary(nodes.map { ($0.0, factor) }) { first, _ in first }
  }
}
