import Judgement
import RunModel
import Statistics

/// What histories of a scenario are said to be: flat ones, and ones whose newest runs got slower.
struct HistoryTable {
  var seed: UInt64
  var histories = 400

  /// A history: so many runs, the first of the slower ones, and how much slower they are.
  struct Kind {
    var name: String
    var runs: Int
    var changeAt = Int.max
    var factor = 1.0
  }

  static let kinds = [
    Kind(name: "4 runs, flat", runs: 4), Kind(name: "10 runs, flat", runs: 10),
    Kind(name: "30 runs, flat", runs: 30),
    Kind(name: "4 runs, the last takes twice as long", runs: 4, changeAt: 3, factor: 2),
    Kind(name: "10 runs, the last takes twice as long", runs: 10, changeAt: 9, factor: 2),
    Kind(name: "10 runs, the last takes 30 % longer", runs: 10, changeAt: 9, factor: 1.3),
    Kind(name: "10 runs, the last three take 30 % longer", runs: 10, changeAt: 7, factor: 1.3),
    Kind(name: "30 runs, the last takes 10 % longer", runs: 30, changeAt: 29, factor: 1.1),
    Kind(name: "30 runs, the last ten take 10 % longer", runs: 30, changeAt: 20, factor: 1.1),
  ]

  func print() {
    Swift.print(
      "Histories: said to be worse / nobody can tell, by the noise from run to run; \(histories) each\n")
    Swift.print("| history | noise 3 % | 6 % | 10 % |")
    Swift.print("|---|---|---|---|")
    for kind in Self.kinds {
      let cells = [0.03, 0.06, 0.1].map { noise in
        let (worse, unknown) = shares(kind, noise: noise)
        return "\(Figures.percent(worse)) / \(Figures.percent(unknown))"
      }
      Swift.print("| \(kind.name) | \(cells.joined(separator: " | ")) |")
    }
    Swift.print("")
    detectable()
  }

  /// What a history says that a new run would have to change by, and how often a run that does is found.
  private func detectable() {
    Swift.print("What a new run is said to be found from on, and how often such a run is\n")
    Swift.print("| history | noise 3 % | 6 % | 10 % |")
    Swift.print("|---|---|---|---|")
    for kind in Self.kinds.prefix(3) {
      let cells = [0.03, 0.06, 0.1].map { noise in
        let (least, found) = detectable(kind, noise: noise)
        return "+\(Figures.percent(least)), found \(Figures.percent(found))"
      }
      Swift.print("| \(kind.name) | \(cells.joined(separator: " | ")) |")
    }
    Swift.print("")
  }

  /// The median of what is printed of p95, and the share of new runs of that size that are found.
  func detectable(_ kind: Kind, noise: Double) -> (least: Double, found: Double) {
    var (random, printed, found) = (SeededGenerator(seed: seed &+ 1), [Double](), 0)
    func p95(_ entries: [HistoryEntry]) -> History.Trend? {
      History(scenario: "simulated", of: entries).trends.first { $0.metric == .responseP95 }
    }
    for _ in 0..<histories {
      let flat = Self.entries(kind, noise, &random)
      guard let least = p95(flat)?.smallestDetectable else { continue }
      printed.append(least)
      var next = kind
      (next.runs, next.changeAt, next.factor) = (kind.runs + 1, kind.runs, 1 + least)
      if p95(flat + Self.entries(next, noise, &random).suffix(1))?.newest?.isWorse ?? false { found += 1 }
    }
    return (PowerTable.median(printed), Double(found) / Double(max(1, printed.count)))
  }

  /// The shares of histories that are said to be worse, and of which nobody can tell.
  func shares(_ kind: Kind, noise: Double) -> (worse: Double, unknown: Double) {
    var random = SeededGenerator(seed: seed)
    var (worse, unknown) = (0, 0)
    for _ in 0..<histories {
      let history = History(scenario: "simulated", of: Self.entries(kind, noise, &random))
      if history.isWorse { worse += 1 } else if !history.unknown.isEmpty { unknown += 1 }
    }
    return (Double(worse) / Double(histories), Double(unknown) / Double(histories))
  }

  /// p50, p95 and TTFT share the run's noise for the most part; a task in fifty fails, of 1 000 a run.
  private static func entries(_ kind: Kind, _ noise: Double, _ random: inout SeededGenerator)
    -> [HistoryEntry]
  {
    (0..<kind.runs).map { run in
      let level = random.normal(standardDeviation: noise * 0.9)
      func latency(_ median: Double) -> HistoryEntry.Figure {
        let own = level + random.normal(standardDeviation: noise * 0.44)
        let value = NaturalLogarithm.inverse(own) * median * (run >= kind.changeAt ? kind.factor : 1)
        return HistoryEntry.Figure(value: value, low: value * 0.98, high: value * 1.02)
      }
      let failed = (0..<1000).count { _ in random.nextUnit() < 0.02 }
      let share = Proportion(successes: 1000 - failed, trials: 1000)
      let interval = share?.exact()
      let success = HistoryEntry.Figure(
        value: share?.estimate ?? 0, low: interval?.low, high: interval?.high)
      return HistoryEntry(
        run: "\(run)", scenario: "simulated", startedAt: String(1000 + run),
        figures: [
          "success_rate": success, "response_time.p50": latency(0.5), "response_time.p95": latency(1),
          "ttft.p50": latency(0.2),
        ])
    }
  }
}
