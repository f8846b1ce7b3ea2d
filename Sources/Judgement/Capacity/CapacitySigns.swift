import RunModel

/// What broke first, and what went with it: the step that broke beside the one that held. Pure.
package enum CapacitySigns {
  /// Of the lowest load that broke above what held; `nil` when none did.
  package static func breaking(_ steps: [CapacityStep], _ answer: CapacityAnswer) -> CapacityReport.Breaking?
  {
    guard let load = answer.broke, let broke = steps.last(where: { $0.load == load && $0.breaks }) else {
      return nil
    }
    let held = answer.sustained.flatMap { load in steps.last { $0.load == load && $0.holds } }
    return CapacityReport.Breaking(
      load: load, objective: broke.reasons.first ?? "it broke", signs: signs(held, broke))
  }

  private static func signs(_ held: CapacityStep?, _ broke: CapacityStep) -> [String] {
    Array(broke.reasons.dropFirst())
      + [failures(broke), growth(held, broke), slowerNode(held, broke), queue(held, broke)].compactMap(\.self)
  }

  private static func failures(_ broke: CapacityStep) -> String? {
    guard let worst = broke.failures.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    let count = worst.value == 1 ? "1 attempt" : "\(Figures.count(worst.value)) attempts"
    return "\(count) failed as \(worst.key)" + (broke.message.map { ": \($0)" } ?? "")
  }

  /// More load and no more throughput: the server was full.
  private static func growth(_ held: CapacityStep?, _ broke: CapacityStep) -> String? {
    guard let held, held.goodput > 0, held.load < broke.load else { return nil }
    let (more, gained) = (broke.load / held.load, broke.goodput / held.goodput)
    guard gained < 1 + (more - 1) / 2 else { return nil }
    let word = gained < 0.95 ? "fell" : "did not grow"
    return
      "throughput \(word) with the load: \(Figures.digits(held.goodput))/s, then \(Figures.digits(broke.goodput))/s"
  }

  private static func slowerNode(_ held: CapacityStep?, _ broke: CapacityStep) -> String? {
    guard let held else { return nil }
    let slower = broke.nodes.compactMap { name, now in held.nodes[name].map { (name, $0, now) } }
      .filter { $0.2 > $0.1 * 1.2 }.max { ($0.2 - $0.1, $1.0) < ($1.2 - $1.1, $0.0) }
    return slower.map {
      "node \($0.0.cropped(80)) slowed down most: p95 \(Figures.seconds($0.1)), then \(Figures.seconds($0.2))"
    }
  }

  /// What the server says it took did not grow, but what the client saw did: it waited in front of it.
  private static func queue(_ held: CapacityStep?, _ broke: CapacityStep) -> String? {
    guard let before = held?.firstText.p95 ?? held?.response.p95,
      let after = broke.firstText.p95 ?? broke.response.p95, after > 1.5 * before
    else { return nil }
    let isInNodes = broke.nodes.contains { name, now in (held?.nodes[name]).map { now > 1.2 * $0 } ?? false }
    guard !broke.nodes.isEmpty, !isInNodes else { return nil }
    return "no node slowed down: tasks waited in a queue before the workflow began"
  }
}
