import RunModel

/// How often nodes make a verdict: of builds that are the same, and of one with a slower node.
struct NodeVerdictTable {
  var seed: UInt64
  var comparisons = 200

  static let kinds: [(name: String, factors: [String: Double])] = [
    ("the same build", [:]), ("Rerank takes 15 % longer", ["Rerank": 1.15]),
    ("LLM takes 15 % longer", ["LLM": 1.15]),
  ]

  func print() {
    Swift.print(
      "Pairs of runs of 100 tasks: worse by figures of the whole / by nodes alone / inconclusive; \(comparisons) each, of the same build \(comparisons * 5)\n"
    )
    Swift.print("| second build | pairs | noise 1 % | 3 % | 10 % |")
    Swift.print("|---|---|---|---|---|")
    for kind in Self.kinds {
      let comparisons = kind.factors.isEmpty ? comparisons * 5 : comparisons
      for pairs in [4, 7] {
        let cells = [0.01, 0.03, 0.1].map { noise in
          let shares = shares(kind.factors, pairs: pairs, noise: noise, comparisons)
          return [shares.whole, shares.nodes, shares.open].map(Figures.percent).joined(separator: " / ")
        }
        Swift.print("| \(kind.name) | \(pairs) | \(cells.joined(separator: " | ")) |")
      }
    }
    Swift.print("")
  }

  /// The shares that are worse by figures of the whole, by nodes alone, and that nobody can tell.
  func shares(_ factors: [String: Double], pairs: Int, noise: Double, _ comparisons: Int) -> (
    whole: Double, nodes: Double, open: Double
  ) {
    var experiment = ComparisonExperiment(pairs: pairs)
    experiment.first = SimulatedBuild(tasks: 100, noise: noise)
    experiment.second = SimulatedBuild(tasks: 100, noise: noise, factors: factors)
    let found = experiment.comparisons(comparisons, seed: seed)
    return (
      found.share { $0.outcome == .worse && !$0.isWorseByNodes }, found.share(where: \.isWorseByNodes),
      found.share { $0.outcome == .inconclusive }
    )
  }
}
