import ArgumentParser
import RunModel
import Scenario
import Session

/// What a search for a capacity looks for, and at which pace.
struct CapacityOptions: ParsableArguments {
  @Option(
    name: .customLong("slo"),
    help:
      "What has to hold: thresholds, with commas between them; may be repeated. The scenario's thresholds by default."
  )
  var objectives: [String] = []

  @Option(help: "What the load is a number of: users, or rate (arrivals a second).")
  var over = "users"

  @Option(name: .customLong("max"), help: "The most load that is tried.")
  var most = 256.0

  @Option(help: "The first load that is tried; a sixteenth of the most by default.")
  var from: Double?

  @Option(help: "The steady part of a step; up to four times as long where its quantiles need it.")
  var stepDuration = "30s"

  @Option(help: "What is thrown away before it; a fifth of it by default.")
  var warmUp: String?

  @Option(help: "The rest after a step; longer after one that broke.")
  var coolDown = "2s"

  @Option(help: "The most time for the whole search; no step is begun that would end later.")
  var atMost: String?

  @Option(help: "How far apart the load that held and the one that broke may be at the end, as a share.")
  var tolerance = 0.05

  @Option(help: "How many steps must have held at the load that is called sustained.")
  var confirm = 2

  @Option(help: "The most steps.")
  var steps = 16

  /// What is looked for. Throws ``UsageProblem``.
  func plan() throws -> CapacityPlan {
    guard let unit = CapacityPlan.Unit(rawValue: over) else {
      throw UsageProblem("--over is '\(over)', expected users or rate")
    }
    let least = unit == .users ? 1.0 : 0.001
    for (name, load) in [("max", most), ("from", from ?? most)] where !(least...1_000_000).contains(load) {
      throw UsageProblem(
        "--\(name) \(load) is not a number from \(unit == .users ? "1" : "0.001") to 1000000")
    }
    if let from, from > most { throw UsageProblem("--from \(from) is more than --max \(most)") }
    guard (0.001...1).contains(tolerance) else {
      throw UsageProblem("--tolerance \(tolerance) is not a share from 0.001 to 1")
    }
    guard (1...10).contains(confirm), (1...100).contains(steps) else {
      throw UsageProblem("--confirm goes from 1 to 10, --steps from 1 to 100")
    }
    return CapacityPlan(
      over: unit, most: most, start: from, tolerance: tolerance, confirmations: confirm, stepLimit: steps)
  }

  /// How long steps are. Throws ``UsageProblem``.
  func pace() throws -> CapacityPace {
    CapacityPace(
      step: try seconds("step-duration", stepDuration, 1...86400),
      warmUp: try warmUp.map { try seconds("warm-up", $0, 0...86400) },
      coolDown: try seconds("cool-down", coolDown, 0...3600),
      atMost: try atMost.map { try seconds("at-most", $0, 1...31_536_000) })
  }

  private func seconds(_ name: String, _ text: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
      throw UsageProblem(
        "--\(name) is '\(text)', expected a length of time such as 30s or 5m, from \(Int(range.lowerBound)) s"
      )
    }
    return seconds
  }
}
