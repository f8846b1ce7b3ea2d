import Judgement
import RunModel
import Statistics

/// A server of k places and a service time of s seconds, as a search sees it: it serves k/s tasks a second.
struct ModelledServer {
  var places: Double
  var service: Double
  /// The longest response time that the objective allows, seconds.
  var limit = 3.0
  /// By how much its speed differs from step to step, as a share.
  var noise = 0.0
  /// How much of its speed it loses with each step.
  var leak = 0.0
  /// Its speed once it was overloaded, as a share, until the load falls below half of it.
  var overloaded = 1.0
  /// Whether an overload is over with its step.
  var recovers = false
  /// Whether steps that break say nothing about where the capacity is.
  var hidesHints = false
  /// Whether every task fails.
  var fails = false
  /// In how many steps at first it answers ten times as slowly.
  var cold = 0
  /// The most that the generator can do.
  var generator = Double.infinity

  private var random: SeededGenerator
  private var steps = 0
  private var isOverloaded = false

  init(places: Double, service: Double, seed: UInt64 = 1) {
    (self.places, self.service) = (places, service)
    random = SeededGenerator(seed: seed)
  }

  /// What it serves a second when nothing is wrong with it.
  var capacity: Double { places / service }
  /// How many users it answers within the limit.
  var users: Double { limit * capacity }

  /// What a step makes of it.
  mutating func step(_ load: Double, over unit: CapacityPlan.Unit) -> CapacitySearch.Trial {
    if load > generator { return .init(load: load, standing: .generator) }
    let speed = capacity * (1 + random.uniform(-noise, noise)) * power(1 - leak, steps)
    steps += 1
    let warmth = steps <= cold ? 0.1 : 1
    let top = (unit == .rate ? speed : speed * limit) * (isOverloaded ? overloaded : 1) * warmth
    if load > top { isOverloaded = true }
    if load < top / 2 || recovers { isOverloaded = false }
    let holds = load <= top && !fails
    return .init(
      load: load, standing: holds ? .held : .broke,
      hint: holds || hidesHints || fails ? nil : top * (recovers ? overloaded : 1))
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }

  /// Searches to its end: the answer, and the loads of its steps.
  mutating func search(_ plan: CapacityPlan) -> (answer: CapacityAnswer, search: CapacitySearch) {
    var search = CapacitySearch(plan)
    while true {
      switch search.next {
      case .answer(let answer): return (answer, search)
      case .step(let load, _): search.record(step(load, over: plan.over))
      }
    }
  }
}
