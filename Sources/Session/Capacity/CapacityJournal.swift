import FoundationEssentials
import Judgement
import RunModel

/// What a search has done so far.
struct CapacityJournal {
  private(set) var search: CapacitySearch
  private(set) var steps: [CapacityStep] = []
  private(set) var spent = SpentBudget()
  /// What ended it before it knew; `nil` while nothing has.
  var endedBy: String?
  private var targets: [TargetFacts] = []
  private let began = ContinuousClock.now
  private let startedAt = Date().formatted(.iso8601)

  init(plan: CapacityPlan) { search = CapacitySearch(plan) }

  /// Seconds since it began.
  var elapsed: Double { (ContinuousClock.now - began).inSeconds }

  mutating func add(_ step: CapacityStep, _ report: ReportDocument) {
    steps.append(step)
    spent.add(report)
    targets = report.targets
    guard let standing = CapacitySearch.Trial.Standing(rawValue: step.standing) else { return }
    search.record(.init(load: step.load, standing: standing, hint: step.hint))
  }

  /// Seconds that a step's steady part will last.
  func length(of load: Double, _ runs: CapacityRuns) -> Double {
    StepLength.seconds(runs.pace, runs.plan, load: load, objective: runs.objective, after: steps)
  }

  func report(_ runs: CapacityRuns) -> CapacityReport {
    let answer = search.answerNow(endedBy: endedBy)
    return CapacityReport(
      name: runs.manifest.header.name, startedAt: startedAt, duration: elapsed, plan: runs.plan,
      pace: runs.pace, objective: runs.objective.map(\.expression), answer: answer,
      breaking: CapacitySigns.breaking(steps, answer),
      knee: ThroughputKnee.load(steps.filter { !$0.endedEarly }.map { ($0.load, $0.goodput) }),
      steps: steps, targets: targets, environment: EnvironmentFacts.gather())
  }
}

extension CapacitySearch {
  /// The answer that it has come to; what is known, when something else ended it.
  fileprivate func answerNow(endedBy: String?) -> CapacityAnswer {
    if case .answer(let answer) = next { return answer }
    return answer(endedBy: endedBy ?? "it was ended")
  }
}
