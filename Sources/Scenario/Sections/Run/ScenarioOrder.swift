import RunModel
import Yams

/// The order that `start_after` makes.
enum ScenarioOrder {
  /// Reports names that are none, and circles.
  static func check(_ scenarios: [(plan: ScenarioPlan, place: Node)], _ file: SourceFile) {
    let names = scenarios.map(\.plan.name)
    for (plan, place) in scenarios {
      guard let other = plan.startAfter else { continue }
      if !names.contains(other) {
        file.report(
          place, path: "scenarios.start_after", "there is no scenario '\(other)'",
          expected: "one of \(names.filter { $0 != plan.name }.joined(separator: ", "))",
          suggestion: NearestWord.find(other, in: names.filter { $0 != plan.name }))
      } else if let circle = circle(from: plan.name, scenarios.map(\.plan)) {
        file.report(
          place, path: "scenarios.start_after",
          "'\(plan.name)' would wait for itself: \(circle.joined(separator: " after "))")
        return
      }
    }
  }

  /// The way from a scenario back to itself.
  private static func circle(from start: String, _ plans: [ScenarioPlan]) -> [String]? {
    let after = Dictionary(plans.map { ($0.name, $0.startAfter) }) { first, _ in first }
    var path = [start]
    while let last = path.last, let next = after[last] ?? nil, path.count <= plans.count {
      path.append(next)
      if next == start { return path }
    }
    return nil
  }

  /// Each after the one that it waits for, otherwise as they stand.
  static func sorted(_ plans: [ScenarioPlan]) -> [ScenarioPlan] {
    var (sorted, rest): ([ScenarioPlan], [ScenarioPlan]) = ([], plans)
    while let next = rest.firstIndex(where: { plan in
      plan.startAfter.map { name in sorted.contains { $0.name == name } } ?? true
    }) {
      sorted.append(rest.remove(at: next))
    }
    return sorted + rest
  }
}
