import Glibc
import Judgement
import RunModel

/// What an empty workflow beside the turns is worth: of 14 000 tasks in all (42 pairs), and of half as many.
struct PlatformTable {
  var seed: UInt64
  var comparisons = 400

  /// What the server does, and what is run beside the turns.
  struct Kind {
    var name: String
    var weather: TurnExperiment.Weather
    var baseline: TurnExperiment.Baseline?
  }

  static let kinds: [Kind] = [
    Kind(name: "none", weather: .phasesAndTurns),
    Kind(name: "each second", weather: .phasesAndTurns, baseline: .init()),
    Kind(name: "each 10 s", weather: .phasesAndTurns, baseline: .init(runs: 2)),
    Kind(
      name: "each second, and 10 % longer in the second build's turns", weather: .phasesAndTurns,
      baseline: .init(factor: 1.1)),
    Kind(name: "none", weather: .turns), Kind(name: "each second", weather: .turns, baseline: .init()),
    Kind(name: "none", weather: .spells), Kind(name: "each second", weather: .spells, baseline: .init()),
  ]

  func print() {
    Swift.print("Turns of 20 s, 167 tasks each, sigma 0.4; \(comparisons) comparisons a cell\n")
    Swift.print(
      "| the server meanwhile | baseline | same build: worse / cannot tell | taken out of p50 / p95 | +5 %: worse / by p95 | +10 %, half the tasks: worse |"
    )
    Swift.print("|---|---|---|---|---|---|")
    for kind in Self.kinds {
      row(kind)
      fflush(nil)
    }
    Swift.print("")
  }

  private func row(_ kind: Kind) {
    var experiment = TurnExperiment(weather: kind.weather, baseline: kind.baseline)
    let same = experiment.comparisons(comparisons, seed: seed)
    experiment.factor = 1.05
    let five = experiment.comparisons(comparisons, seed: seed &+ 1)
    (experiment.factor, experiment.pairs) = (1.1, 21)
    let ten = experiment.comparisons(comparisons, seed: seed &+ 2)
    func share(_ found: [Comparison], _ outcome: Comparison.Outcome) -> String {
      Figures.percent(found.share { $0.outcome == outcome })
    }
    let taken = [0.5, 0.95].map { Figures.percent(Self.taken(same, $0)) }.joined(separator: " / ")
    Swift.print(
      "| \(kind.weather.rawValue) | \(kind.name) | \(share(same, .worse)) / \(share(same, .inconclusive)) | \(taken) | \(share(five, .worse)) / \(Figures.percent(five.share(where: TurnsTable.isWorseAtP95))) | \(share(ten, .worse)) |"
    )
  }

  /// The share of a quantile's noise that was taken out, in the mean.
  static func taken(_ found: [Comparison], _ share: Double) -> Double {
    let name = "response_time.p\(Figures.share(share))"
    let shares = found.map { comparison in
      comparison.rows.first { $0.name == name }?.platformNoise ?? 0
    }
    return shares.reduce(0, +) / Double(max(1, shares.count))
  }
}
