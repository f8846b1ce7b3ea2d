import RunModel

extension CapacitySearch {
  /// What is known now. `endedBy` says what keeps the search from going on, when it is not at its end.
  package func answer(endedBy: String? = nil) -> CapacityAnswer {
    let ledger = CapacityLedger(trials)
    var answer = CapacityAnswer(kind: .unfinished, sustained: ledger.held, broke: ledger.broke)
    answer.confirmations = ledger.held.map { ledger.count($0, .held) } ?? 0
    answer.estimate = ledger.held.flatMap { held in
      ledger.broke.map { CapacityGap(held: held, broke: $0, plan: plan, trials: trials).estimate }
    }
    (answer.course, answer.heldEarlier) = ledger.course(
      tolerance: plan.tolerance, isWhole: plan.over == .users)
    if let endedBy {
      answer.endedBy = endedBy
    } else {
      answer.kind = kind(ledger)
    }
    return answer
  }

  private func kind(_ ledger: CapacityLedger) -> CapacityAnswer.Kind {
    guard ledger.held != nil else { return .failedAtLeast }
    return ledger.broke == nil ? .neverBroke : .found
  }

  /// The answer when the generator failed twice at a load that it has never made: once may be an accident of its
  /// machine. When it has made as much, something else is in its way, and that is told after the fourth time.
  var generatorAnswer: CapacityAnswer? {
    guard let last = trials.last, last.standing == .generator else { return nil }
    let most = trials.filter { $0.standing != .generator }.map(\.load).max() ?? 0
    let failed = trials.filter { $0.standing == .generator }
    if most >= last.load {
      return failed.count < 4
        ? nil : answer(endedBy: "this machine could not keep up in \(failed.count) steps")
    }
    guard failed.count(where: { $0.load == last.load }) > 1 else { return nil }
    var answer = answer()
    answer.kind = .generatorLimit
    return answer
  }
}
