import RunModel

/// What the coordinators of a run leave, and the one place where a stop of one becomes a stop of all. Confined
/// to the run's loop.
final class RunOutcome: @unchecked Sendable {
  private(set) var stopReason: StopReason?
  private(set) var setupResults: [TaskResult] = []
  private var active: [RunCoordinator] = []
  private var endOfAll: StopReason?

  /// A coordinator begins. A run that was stopped gives it nothing to do but to cancel its tasks.
  func begin(_ coordinator: RunCoordinator) {
    active.append(coordinator)
    if let endOfAll { coordinator.assumeIsolated { $0.stop(endOfAll, stage: .drain) } }
  }

  /// A coordinator has ended.
  func end(_ coordinator: RunCoordinator) {
    active.removeAll { $0 === coordinator }
    stopReason = stopReason ?? coordinator.assumeIsolated { $0.stopReason }
  }

  /// One was stopped: the others are too, if the reason is one for the run.
  func stopped(_ reason: StopReason) {
    guard endOfAll == nil, reason.endsAllScenarios else { return }
    endOfAll = reason
    for other in active { other.assumeIsolated { $0.stop(reason, stage: .drain) } }
  }

  /// Results of setup or teardown cases.
  func add(_ results: [TaskResult]) { setupResults += results }
}

extension StopReason {
  /// Whether it ends the run, not only the scenario in which it arose. Users and total time limits reach every
  /// scenario by themselves.
  package var endsAllScenarios: Bool {
    switch self {
    case .maxFailures, .maxErrorRate, .minSuccessRate, .consecutiveFailures, .maxCost, .maxTokens, .threshold,
      .casesLost:
      true
    case .user, .dropped, .timeoutTotal, .setupFailed, .loadEnded: false
    }
  }
}
