import RunModel
import Statistics

/// How many runs are ended early, by what ends them and how good they truly are.
struct EarlyEndTable {
  var seed: UInt64
  var runs = 1000

  func print() async throws {
    Swift.print(
      "Runs ended early: limit 95 %, 1 000 tasks, 100 users, answers of 3 s, failures at once; \(runs) runs each\n"
    )
    Swift.print("| ended by | true 97 % | 95 % | 92 % | 85 % | ended, yet passed |")
    Swift.print("|---|---|---|---|---|---|")
    for rule in EarlyEndSimulation.Rule.allCases {
      var (cells, passed): ([String], Int) = ([], 0)
      for success in [0.97, 0.95, 0.92, 0.85] {
        let outcome = try await EarlyEndSimulation(rule: rule, success: success).run(runs, seed: seed)
        cells.append(Figures.percent(Double(outcome.ended) / Double(runs)))
        passed += outcome.passed
      }
      Swift.print("| `\(rule.rawValue)` | \(cells.joined(separator: " | ")) | \(passed) |")
    }
    Swift.print(
      "\nOf runs of 1 000 tasks of which truly 97 % succeed, so many have at some moment less than 95 % of the tasks so far: \(Figures.percent(belowOnce))\n"
    )
  }

  /// What a rule would end that takes the rate so far for the rate.
  private var belowOnce: Double {
    var (random, below) = (SeededGenerator(seed: seed), 0)
    for _ in 0..<runs {
      var succeeded = 0
      let isBelow = (1...1000).map { tasks -> Bool in
        if random.nextUnit() < 0.97 { succeeded += 1 }
        return Double(succeeded) < 0.95 * Double(tasks)
      }
      if isBelow.contains(true) { below += 1 }
    }
    return Double(below) / Double(runs)
  }
}
