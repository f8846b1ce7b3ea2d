import RunModel

/// Finds the highest load at which an objective holds: steps that are over in, the next step or the answer out.
///
/// The load is doubled until the objective breaks (halved, when the first step breaks), then the gap between what held
/// and what broke is closed, and the edge is confirmed by repeated steps. Steps that disagree are decided by a third.
/// Pure.
package struct CapacitySearch: Sendable {
  /// A step that is over.
  package struct Trial: Sendable, Hashable {
    /// The load.
    package var load: Double
    /// What became of it.
    package var standing: CapacityStep.Standing
    /// What the capacity looks like from a step that broke, in the load's unit; `nil` when it does not say.
    package var hint: Double?

    /// A step that is over.
    package init(load: Double, standing: CapacityStep.Standing, hint: Double? = nil) {
      (self.load, self.standing, self.hint) = (load, standing, hint)
    }
  }

  /// Why a step is made.
  package enum Phase: String, Sendable, Codable {
    /// Nothing has broken yet: more.
    case rising
    /// Nothing has held yet: less.
    case falling
    /// Between what held and what broke.
    case closing
    /// Once more at a load that was tried.
    case confirming
  }

  /// What to do now.
  package enum Action: Sendable, Equatable {
    /// Make a step at a load.
    case step(Double, Phase)
    /// Tell the answer.
    case answer(CapacityAnswer)
  }

  /// What is looked for.
  package let plan: CapacityPlan
  /// The steps that are over, in their order.
  package private(set) var trials: [Trial] = []

  /// A search that has made no step.
  package init(_ plan: CapacityPlan) { self.plan = plan }

  /// Takes a step that is over.
  package mutating func record(_ trial: Trial) { trials.append(trial) }

  /// What to do now.
  package var next: Action {
    if let answer = generatorAnswer { return .answer(answer) }
    let ledger = CapacityLedger(trials)
    guard let action = decide(ledger) else { return .answer(answer()) }
    if case .step = action, trials.count >= plan.stepLimit {
      return .answer(answer(endedBy: "it had made \(trials.count) \(trials.count == 1 ? "step" : "steps")"))
    }
    return action
  }

  /// The next step; `nil` when all is known.
  private func decide(_ ledger: CapacityLedger) -> Action? {
    if let load = ledger.unsettled { return .step(load, .confirming) }
    guard let broke = ledger.broke else { return rise(ledger) }
    guard let held = ledger.held else { return fall(ledger, broke) }
    let gap = CapacityGap(held: held, broke: broke, plan: plan, trials: trials)
    if gap.isStale { return .step(held, .confirming) }
    if wasCold(broke, gap, ledger) { return .step(broke, .confirming) }
    if let load = gap.probe { return .step(load, .closing) }
    if let gate = plan.gate.map(plan.rounded), held < gate, gate < broke { return .step(gate, .closing) }
    if mayBeChance(broke, gap, ledger) { return .step(broke, .confirming) }
    return confirm(held, ledger)
  }

  /// Whether the upper end of the gap hangs on one step.
  private func isOneStepsWord(_ broke: Double, _ ledger: CapacityLedger) -> Bool {
    ledger.count(broke, .broke) == 1 && ledger.count(broke, .held) == 0
  }

  /// Whether a step that broke before any held may have met a cold server: what it said of the server is contradicted by
  /// what has held since.
  private func wasCold(_ broke: Double, _ gap: CapacityGap, _ ledger: CapacityLedger) -> Bool {
    isOneStepsWord(broke, ledger) && gap.guide == nil && ledger.brokeBeforeAnyHeld(broke)
  }

  /// Whether chance or the cold may have made the upper end: the others say that the server can do more, or say nothing
  /// near it. Of users who are neighbours nothing would be won then.
  private func mayBeChance(_ broke: Double, _ gap: CapacityGap, _ ledger: CapacityLedger) -> Bool {
    guard isOneStepsWord(broke, ledger) else { return false }
    if (gap.guide ?? .infinity) > broke || ledger.brokeBeforeAnyHeld(broke) { return true }
    return plan.confirmations > 1 && !gap.breaksNearby && (plan.over == .rate || broke > gap.held + 1)
  }

  private func rise(_ ledger: CapacityLedger) -> Action? {
    guard let held = ledger.held else { return .step(plan.start, .rising) }
    return held < plan.most ? .step(plan.rounded(held * 2), .rising) : confirm(held, ledger)
  }

  private func fall(_ ledger: CapacityLedger, _ broke: Double) -> Action? {
    if broke > plan.least { return .step(plan.rounded(broke / 2), .falling) }
    // The first requests of all may have met a cold server: once more before all hope is given up.
    return ledger.count(broke, .broke) < 2 ? .step(broke, .confirming) : nil
  }

  private func confirm(_ held: Double, _ ledger: CapacityLedger) -> Action? {
    ledger.count(held, .held) < plan.confirmations ? .step(held, .confirming) : nil
  }
}
