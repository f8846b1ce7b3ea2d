import RunModel
import Statistics

/// Compares searches for a capacity: what both hold, and their curves at the loads that both made. Pure.
package struct CapacityComparer {
  /// A change of the capacity that does not matter, as a share.
  package var margin = 0.05
  /// Whether searches for different things are compared all the same.
  package var ignoresDifferences = false

  package init() {}

  /// The comparison; `nil` when a side is empty.
  package func compare(_ first: [CapacityReport], _ second: [CapacityReport]) -> CapacityComparison? {
    guard let before = first.first, !second.isEmpty else { return nil }
    let ratio = CapacityRatio(first, second)
    let problems = Self.problems(first + second)
    let isInvalid = !problems.isEmpty && !(ignoresDifferences && Self.unit(first + second) != nil)
    var comparison = CapacityComparison(
      name: before.name, over: before.plan.over,
      outcome: isInvalid ? .invalid : ratio.outcome(margin: margin), first: Self.side(first),
      second: Self.side(second), margin: margin, curves: CapacityCurves.of(first, second),
      objective: before.objective, problems: problems, notes: Self.notes(first, second))
    if !isInvalid {
      (comparison.ratio, comparison.low, comparison.high) = (ratio.value, ratio.low, ratio.high)
    }
    return comparison
  }

  private static func side(_ searches: [CapacityReport]) -> CapacityComparison.Side {
    let loads = searches.map { NaturalLogarithm.of(max($0.likeliestLoad, 1e-9)) }
    let mean = NaturalLogarithm.inverse(loads.reduce(0, +) / Double(loads.count))
    return .init(
      searches: searches.map { $0.id ?? $0.startedAt }, capacities: searches.map(\.capacityWords),
      capacity: mean < 1e-6 ? 0 : mean, steps: searches.flatMap(\.steps),
      targets: Set(searches.flatMap { $0.targets.map(\.baseURL) }).sorted())
  }

  /// What all count, when it is one.
  private static func unit(_ searches: [CapacityReport]) -> CapacityPlan.Unit? {
    let units = Set(searches.map(\.plan.over))
    return units.count == 1 ? units.first : nil
  }

  private static func problems(_ searches: [CapacityReport]) -> [String] {
    var problems: [String] = []
    if unit(searches) == nil { problems.append("some search over users, some over arrivals a second") }
    let objectives = Set(searches.map { $0.objective.sorted().joined(separator: ", ") }).sorted()
    if objectives.count > 1 {
      problems.append("the objectives differ: \(objectives.joined(separator: " | "))")
    }
    for name in ["host", "cores"] where Set(searches.compactMap { $0.environment[name] }).count > 1 {
      problems.append("different machines made the load (\(name))")
    }
    return problems
  }

  private static func notes(_ first: [CapacityReport], _ second: [CapacityReport]) -> [String] {
    var notes: [String] = []
    for (name, side) in [("first", first), ("second", second)] {
      for search in side {
        switch search.answer.kind {
        case .neverBroke: notes.append("the \(name) side never broke: its capacity is known from below only")
        case .generatorLimit: notes.append("the generator was the limit of the \(name) side")
        case .unfinished: notes.append("a search of the \(name) side is not finished")
        case .failedAtLeast: notes.append("on the \(name) side even the least load broke")
        case .found: break
        }
        notes += search.remarks(of: name)
      }
    }
    if first.count + second.count == 2 {
      notes.append(
        "one search a side: each is taken to be right within the loads between which it ended, and its tolerance; three a side know their own noise"
      )
    }
    return notes
  }
}

extension CapacityReport {
  fileprivate func remarks(of side: String) -> [String] {
    answer.course == .stable
      ? [] : ["the server of the \(side) side did not stay the same while it was searched"]
  }
}
