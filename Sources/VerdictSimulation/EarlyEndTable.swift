import RunModel

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
    Swift.print("")
  }
}
