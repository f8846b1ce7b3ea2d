import FoundationEssentials
import RunModel

/// What a series of steps has done so far.
struct StepJournal {
  private(set) var steps: [CapacityStep] = []
  private(set) var spent = SpentBudget()
  private(set) var targets: [TargetFacts] = []
  /// What ended it before its end; `nil` while nothing has.
  var endedBy: String?
  /// When it began (UTC, ISO 8601).
  let startedAt = Date().formatted(.iso8601)
  private let began = ContinuousClock.now

  /// Seconds since it began.
  var elapsed: Double { (ContinuousClock.now - began).inSeconds }

  /// Takes a step that is over.
  mutating func add(_ outcome: StepSeries.Outcome) {
    steps.append(outcome.step)
    spent.add(outcome.report)
    targets = outcome.report.targets
  }

  /// Takes a step that could not be made.
  mutating func add(_ step: CapacityStep) { steps.append(step) }
}
