import RunModel

/// The gap between a load that held and one that broke, and where in it to look next. Pure.
struct CapacityGap {
  let held: Double
  let broke: Double
  let plan: CapacityPlan
  let trials: [CapacitySearch.Trial]

  private var step: Double { 1 + plan.tolerance }
  /// The nearest that a step may be to an end of the gap: closer it would tell nothing new.
  private var least: Double { (1 + plan.tolerance / 2) * 0.999 }

  /// The next load to try; `nil` when the gap is closed.
  var probe: Double? {
    if broke <= held * (isNoisy ? step * step : step) * 1.001 { return nil }
    let load = plan.rounded(guess)
    if held < load, load < broke { return load }
    let middle = plan.rounded((held * broke).squareRoot())
    return held < middle && middle < broke ? middle : nil
  }

  /// Whether steps at one end disagreed: then the edge is no sharper than this, and a narrower gap would be chance.
  private var isNoisy: Bool {
    guide != nil
      && [held, broke].contains { end in Set(trials.filter { $0.load == end }.map(\.standing)).count > 1 }
  }

  /// The likeliest capacity in the gap, by all steps.
  var estimate: Double {
    let hints = guide == nil ? [] : trials.filter { $0.standing == .broke }.compactMap(\.hint)
    return LikeliestCapacity(trials: trials, hints: hints, spread: 0.4 * plan.tolerance).between(held, broke)
  }

  private var guess: Double {
    let middle = (held * broke).squareRoot()
    guard let centre = guide else { return middle }
    // First just below where the capacity seems to be, then just above.
    for load in [centre / step.squareRoot(), centre * step.squareRoot()] where isUseful(load) { return load }
    let isBelow = centre > middle
    let distance = power(step, 1 << min(run(isBelow ? .broke : .held), 5))
    let load = isBelow ? broke / distance : held * distance
    return isUseful(load) ? (isBelow ? max(load, middle) : min(load, middle)) : middle
  }

  private func isUseful(_ load: Double) -> Bool { load >= held * least && load <= broke / least }

  /// Where the last steps that broke say that the capacity is: their median. Older ones may tell of another server.
  private var centre: Double? {
    let hints = trials.filter { $0.standing == .broke }.compactMap(\.hint).suffix(3).sorted()
    return hints.isEmpty ? nil : (hints[hints.count / 2] + hints[(hints.count - 1) / 2]) / 2
  }

  /// The same, unless the steps contradict it: a server that falls over serves less than it could.
  var guide: Double? {
    centre.flatMap { $0 * step * step > held && $0 < broke * step * step ? $0 : nil }
  }

  /// Whether the server seems to do clearly less now than what held once, and was not tried since.
  var isStale: Bool {
    guard let centre, centre * (1 + 2.5 * plan.tolerance) < held else { return false }
    let last = trials.lastIndex { $0.load == held && $0.standing == .held } ?? 0
    return !trials[..<last].contains { $0.standing == .broke }
  }

  /// Whether another step broke so little above the gap, by half at most, that it bears out the one at its end.
  var breaksNearby: Bool {
    trials.contains { $0.standing == .broke && $0.load > broke && $0.load <= broke * 1.5 }
  }

  /// How many of the last steps came out so, after the first of them: the hints were wrong as often.
  private func run(_ standing: CapacityStep.Standing) -> Int {
    max(0, trials.reversed().prefix { $0.standing == standing }.count - 2)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }
}
