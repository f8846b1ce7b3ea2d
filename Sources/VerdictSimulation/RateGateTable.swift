import RunModel
import Statistics

/// How often a gate on a rate errs for builds exactly at its limit: computed, not simulated.
struct RateGateTable {
  func print() {
    Swift.print("Builds exactly at the limit that fail / pass, by the number of independent tasks (exact)\n")
    let limits = [0.9, 0.95, 0.98, 0.99, 0.999]
    Swift.print("| tasks | \(limits.map(Figures.percent).joined(separator: " | ")) |")
    Swift.print("|---|\(limits.map { _ in "---|" }.joined())")
    for trials in [10, 17, 50, 100, 368, 1000, 2000, 5000] {
      let cells = limits.map { limit in
        let (fail, pass) = Self.errors(trials, limit)
        return "\(Figures.percent(fail)) / \(Figures.percent(pass))"
      }
      Swift.print("| \(trials) | \(cells.joined(separator: " | ")) |")
    }
    let worst = limits.map(Self.worst)
    let cells = worst.map { "\(Figures.percent($0.fail)) / \(Figures.percent($0.pass))" }
    Swift.print("| the worst of all from 10 to 5 000 | \(cells.joined(separator: " | ")) |\n")
  }

  /// The largest errors of all numbers of tasks; the counts that decide only move up.
  private static func worst(_ limit: Double) -> (fail: Double, pass: Double) {
    var (fails, passes, worst) = (-1, 0, (fail: 0.0, pass: 0.0))
    for trials in 10...5000 {
      func interval(_ successes: Int) -> Interval? {
        Proportion(successes: successes, trials: trials)?.exact()
      }
      while let next = interval(fails + 1), next.high < limit { fails += 1 }
      while let next = interval(passes), next.low < limit { passes += 1 }
      let errors = errors(trials, limit, fails, passes)
      worst = (max(worst.fail, errors.fail), max(worst.pass, errors.pass))
    }
    return worst
  }

  private static func errors(_ trials: Int, _ limit: Double) -> (fail: Double, pass: Double) {
    let intervals = (0...trials).compactMap { Proportion(successes: $0, trials: trials)?.exact() }
    let fails = (intervals.firstIndex { $0.high >= limit } ?? 0) - 1
    return errors(trials, limit, fails, intervals.firstIndex { $0.low >= limit } ?? trials + 1)
  }

  private static func errors(_ trials: Int, _ limit: Double, _ fails: Int, _ passes: Int) -> (
    fail: Double, pass: Double
  ) {
    func atMost(_ count: Int) -> Double {
      BetaFunction.binomialCumulative(count, trials: trials, probability: limit)
    }
    return (atMost(fails), 1 - atMost(passes - 1))
  }
}
