import ArgumentParser
import RunModel
import Session

/// What a search for a capacity looks for.
struct CapacityOptions: ParsableArguments {
  @Option(help: "What the load is a number of: users, or rate (arrivals a second).")
  var over = "users"

  @Option(name: .customLong("max"), help: "The most load that is tried.")
  var most = 256.0

  @Option(help: "The first load that is tried; a sixteenth of the most by default.")
  var from: Double?

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
        "--\(name) is \(Figures.short(load)), expected \(unit == .users ? "1" : "0.001") to 1000000 \(unit.noun)"
      )
    }
    if let from, from > most {
      throw UsageProblem(
        "--from is \(Figures.short(from)), expected at most --max, which is \(Figures.short(most))")
    }
    guard (0.001...1).contains(tolerance) else {
      throw UsageProblem(
        "--tolerance is \(Figures.short(tolerance)), expected a share from 0.001 to 1, such as 0.05")
    }
    for (name, value, most) in [("confirm", confirm, 10), ("steps", steps, 100)]
    where !(1...most).contains(value) {
      throw UsageProblem("--\(name) is \(value), expected 1 to \(most)")
    }
    return CapacityPlan(
      over: unit, most: most, start: from, tolerance: tolerance, confirmations: confirm, stepLimit: steps)
  }
}
