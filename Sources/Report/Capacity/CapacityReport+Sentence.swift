import RunModel

extension CapacityReport {
  /// What it came to, in one plain sentence.
  package var sentence: String {
    let unit = plan.over
    let held = answer.sustained.map(unit.words)
    switch answer.kind {
    case .found: return "It holds \(held ?? "")\(rates); it broke at \(answer.broke.map(unit.words) ?? "")."
    case .neverBroke: return "It never broke: \(held ?? "") held\(rates), the most that was tried."
    case .failedAtLeast:
      return "The objective broke even at \(answer.broke.map(unit.words) ?? ""), the least that was tried."
    case .generatorLimit:
      let least = held.map { "The server holds at least \($0)\(rates)" } ?? "Nothing is known of the server"
      return "\(least): above that this machine could not make the load. That is no capacity."
    case .unfinished:
      let ends = [held.map { "\($0) held" }, answer.broke.map { "\(unit.words($0)) broke" }].compactMap(
        \.self)
      return "The search is not finished, for \(answer.endedBy ?? "it was ended"); "
        + (ends.isEmpty ? "nothing is known yet." : "so far \(ends.joined(separator: ", ")).")
    }
  }

  private var rates: String {
    sustainedStep.map { " (\(Figures.digits($0.throughput)) tasks a second)" } ?? ""
  }

  /// The likeliest capacity, when the ends are not neighbours already.
  package var likeliest: String? {
    guard let held = answer.sustained, let broke = answer.broke, plan.over == .rate || broke > held + 1 else {
      return nil
    }
    return answer.estimate.map(plan.over.words)
  }

  /// What else has to be known of the answer.
  package var remarks: [String] {
    var remarks: [String] = []
    let earlier = answer.heldEarlier.map(plan.over.words)
    switch answer.course {
    case .stable: break
    case .afterOverload:
      remarks.append(
        "The server was worse once it had been overloaded: \(earlier ?? "more") held on the way up, and not after."
      )
    case .declining:
      remarks.append(
        "The server could do less and less while it was measured\(earlier.map { " (\($0) held once)" } ?? ""): this is no lasting capacity."
      )
    }
    if sustainedStep?.isUndecided == true {
      remarks.append(
        "Its steps had too few tasks to decide the objective by its 95 % interval; they were judged by their values. Longer steps decide (--step-duration)."
      )
    }
    return remarks + [steps.unsteadiness].compactMap(\.self)
  }
}

extension [CapacityStep] {
  /// That some of them never became steady, in words; `nil` when all did.
  package var unsteadiness: String? {
    let unsteady = filter { $0.unsteady != nil }
    guard let first = unsteady.first?.unsteady else { return nil }
    let steps = unsteady.count == 1 ? "One step" : "\(unsteady.count) steps"
    return
      "\(steps) of \(count) never became steady, so that no figure describes the whole of it: \(first). Longer steps or a longer warm-up tell more (--step-duration, --warm-up)."
  }
}
