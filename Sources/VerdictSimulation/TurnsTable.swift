import Glibc
import Judgement
import RunModel

/// What turns tell: of 14 000 tasks in all (42 pairs), and of half as many.
struct TurnsTable {
  var seed: UInt64
  var comparisons = 400

  func print() {
    Swift.print("Turns of 20 s, 167 tasks each, sigma 0.4; \(comparisons) comparisons a cell\n")
    Swift.print(
      "| | same build: worse / cannot tell | +5 %: worse / by p95 | +10 %, half the tasks: worse | success 99 to 97 %: worse |"
    )
    Swift.print("|---|---|---|---|---|")
    for weather in TurnExperiment.Weather.usual {
      row(weather, nil)
      fflush(nil)
    }
    row(.deployment, 0.03)
    Swift.print("")
  }

  private func row(_ weather: TurnExperiment.Weather, _ noise: Double?) {
    var experiment = TurnExperiment(weather: weather)
    experiment.comparer.deploymentNoise = noise
    let same = experiment.comparisons(comparisons, seed: seed)
    experiment.factor = 1.05
    let five = experiment.comparisons(comparisons, seed: seed &+ 1)
    (experiment.factor, experiment.pairs) = (1.1, 21)
    let ten = experiment.comparisons(comparisons, seed: seed &+ 2)
    (experiment.factor, experiment.pairs) = (1, 42)
    experiment.success.second = 0.97
    let failing = experiment.comparisons(comparisons, seed: seed &+ 3)
    let name = weather.rawValue + (noise == nil ? "" : ", with `--deployment-noise 0.03`")
    Swift.print(
      "| \(name) | \(worse(same)) / \(open(same)) | \(worse(five)) / \(Figures.percent(five.share(where: Self.isWorseAtP95))) | \(worse(ten)) | \(worse(failing)) |"
    )
  }

  /// The same with looks after each pair, and the pairs that it took.
  func printUntilDecided() {
    Swift.print(
      "`--until decided`, at most 42 pairs: worse / cannot tell / pairs in the mean; \(comparisons) comparisons a cell\n"
    )
    Swift.print(
      "| second build | \(TurnExperiment.Weather.calm.rawValue) | \(TurnExperiment.Weather.turns.rawValue) |")
    Swift.print("|---|---|---|")
    for (name, factor, success) in [
      ("the same", 1, 0.99), ("+5 %", 1.05, 0.99), ("+10 %", 1.1, 0.99), ("+30 %", 1.3, 0.99),
      ("10 % faster", 0.9, 0.99), ("success 97 %", 1, 0.97),
    ] {
      let cells = [TurnExperiment.Weather.calm, .turns].map { weather -> String in
        var experiment = TurnExperiment(weather: weather, factor: factor, untilDecided: true)
        experiment.success.second = success
        let found = experiment.comparisons(comparisons, seed: seed &+ 4)
        let pairs = found.reduce(0) { $0 + ($1.design.turns?.pairs ?? 0) }
        return
          "\(worse(found)) / \(open(found)) / \(Figures.fixed(Double(pairs) / Double(max(1, found.count)), 1))"
      }
      Swift.print("| \(name) | \(cells.joined(separator: " | ")) |")
      fflush(nil)
    }
    Swift.print("")
  }

  static func isWorseAtP95(_ comparison: Comparison) -> Bool {
    comparison.rows.contains { $0.name == "response_time.p95" && $0.outcome == .worse }
  }

  private func worse(_ found: [Comparison]) -> String {
    Figures.percent(found.share { $0.outcome == .worse })
  }
  private func open(_ found: [Comparison]) -> String {
    Figures.percent(found.share { $0.outcome == .inconclusive })
  }
}
