import Judgement
import LoadEngine
import RunModel

/// What the steps of a search or of a sweep share: each is the scenario with its load replaced, run to a report of its
/// own.
package struct StepSeries: Sendable {
  package internal(set) var manifest: PreparedRun
  /// Whether its own load is kept, and only run.
  package let keepsLoad: Bool
  /// The values of the scenario that were set for its steps; `nil` when there are none.
  var settings: [String]?
  package var objective: [ThresholdDefinition]
  package let unit: CapacityPlan.Unit
  package let pace: CapacityPace
  package var options: RunSession.Options
  package let token: CancellationToken

  /// Throws ``UsageProblem`` for a scenario whose load cannot be replaced.
  package init(
    _ manifest: PreparedRun, objective: [ThresholdDefinition], unit: CapacityPlan.Unit, pace: CapacityPace,
    options: RunSession.Options, token: CancellationToken, keepsLoad: Bool = false
  ) throws {
    (self.manifest, self.objective, self.unit, self.pace) = (manifest, objective, unit, pace)
    (self.options, self.token, self.keepsLoad) = (options, token, keepsLoad)
    try check(manifest.header)
  }

  /// Throws ``UsageProblem`` for a scenario whose load cannot be replaced.
  func check(_ header: ManifestHeader) throws {
    if !keepsLoad, let problem = CapacityCheck.problem(header) { throw UsageProblem(problem) }
  }

  /// What came of a step.
  struct Outcome {
    var step: CapacityStep
    var report: ReportDocument
  }

  /// Each step has a token of its own: an objective that ends it does not end the series. A step that is hopeless is not
  /// waited for: what it has in flight is ended soon.
  func run(_ manifest: PreparedRun, _ gate: Gate) async throws -> RunSession.Outcome {
    let own = CancellationToken()
    let user = token.attach { stage, reason in
      guard case .user(let text) = reason else { return }
      if stage == .abort { own.abort(reason: text) } else { own.cancel(reason: text) }
    }
    defer { token.detach(user) }
    let hopeless = own.attach { stage, reason in
      guard stage == .drain, case .threshold = reason else { return }
      Task {
        try? await Task.sleep(for: Self.hopelessDrain)
        own.abort()
      }
    }
    defer { own.detach(hopeless) }
    return try await RunSession(manifest: manifest, gate: gate, options: options, token: own).run()
  }

  private static let hopelessDrain = Duration.seconds(5)

  /// Earlier steps of the same scenario.
  func alike(_ journal: StepJournal) -> [CapacityStep] {
    journal.steps.filter { $0.settings == settings }
  }

  /// How long a step is; no steady part of a load that ends with its tasks.
  func times(of load: Double, _ journal: StepJournal) -> StepTimes {
    if keepsLoad {
      let warmUp = manifest.header.warmUpEnd.map { ($0 - .zero).inSeconds } ?? 0
      return StepTimes(warmUp: warmUp, steady: max(0, (manifest.header.length ?? 0) - warmUp))
    }
    let earlier = alike(journal)
    return StepTimes(
      warmUp: StepLength.warmUp(pace, after: earlier),
      steady: StepLength.seconds(pace, unit, load: load, objective: objective, after: earlier))
  }

  private var interruption: String { "it was interrupted" }

  /// What keeps the next step from being made, in words; `nil` when nothing does.
  func obstacle(before load: Double, _ journal: StepJournal) -> String? {
    obstacle(before: load, times(of: load, journal), journal)
  }

  func obstacle(before load: Double, _ times: StepTimes, _ journal: StepJournal) -> String? {
    if token.isCancelled { return interruption }
    if let spent = journal.spent.excess(of: manifest.header) { return spent }
    if let limit = pace.atMost, journal.elapsed + times.end > limit {
      return "its time of \(Figures.clock(limit)) would not be enough for another step"
    }
    if let most = pace.mostRequests,
      journal.spent.requests + requests(of: load, times.end, journal) > most
    {
      return "its limit of \(Figures.count(most)) requests would not be enough for another step"
    }
    return nil
  }

  /// About how many requests a step sends: of users as many each as in the step before, of which it is no more.
  private func requests(of load: Double, _ seconds: Double, _ journal: StepJournal) -> Int {
    if unit == .rate { return Int(load * seconds) }
    guard let last = alike(journal).last(where: { $0.throughput > 0 }) else { return 1 }
    return max(1, Int(last.throughput / last.load * load * seconds))
  }
}

extension ReportDocument {
  /// Whether what the scenario may spend ended the run: it is no whole step then.
  fileprivate var endedByBudget: Bool {
    switch stopReason {
    case .maxCost?, .maxTokens?: true
    case .threshold?: thresholds.contains { $0.abortedRun && $0.threshold.source == "budget" }
    default: false
    }
  }
}

extension StepSeries {
  /// Makes a step and puts it into the journal, with a rest after it; `nil` when it was ended before it was whole, and
  /// the journal knows by what. Throws what keeps the step from beginning.
  func make(_ load: Double, phase: String, _ journal: inout StepJournal) async throws -> CapacityStep? {
    journal.endedBy = obstacle(before: load, journal)
    if journal.endedBy != nil { return nil }
    let outcome = try await run(load, phase: phase, &journal)
    if token.isCancelled {
      journal.endedBy = interruption
    } else if outcome.report.endedByBudget {
      journal.endedBy = "what the scenario may spend was spent"
    }
    if journal.endedBy != nil { return nil }
    journal.add(outcome)
    return outcome.step
  }

  /// Rests until the server is idle: nothing is in flight any more when a step is over, but what it gave up may still be
  /// at work on the server.
  func rest(after step: CapacityStep) async {
    let seconds = max(pace.coolDown, step.breaks ? min(60, step.longest ?? 0) : 0)
    await token.rest(.seconds(seconds))
  }
}
