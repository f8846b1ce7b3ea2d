import FoundationEssentials
import Judgement
import LoadEngine
import MockDify
import Pages
import Report
import RunModel

/// A search for a capacity: the steps that ``CapacitySearch`` asks for, each run as a load test of its own.
package struct CapacityRuns {
  package let manifest: PreparedRun
  package let objective: [ThresholdDefinition]
  package let plan: CapacityPlan
  package let pace: CapacityPace
  package let options: RunSession.Options
  package let token: CancellationToken
  /// Hears of each step that is over.
  package let heard: @Sendable (CapacityStep) -> Void

  package init(
    _ manifest: PreparedRun, objective: [ThresholdDefinition], plan: CapacityPlan, pace: CapacityPace,
    options: RunSession.Options, token: CancellationToken, heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    (self.manifest, self.objective, self.plan, self.pace) = (manifest, objective, plan, pace)
    (self.options, self.token, self.heard) = (options, token, heard)
    if let problem = CapacityCheck.problem(manifest.header, objective, plan) { throw UsageProblem(problem) }
  }

  /// What came of it.
  package struct Outcome {
    package var report: CapacityReport
    /// `Reports/<time>-<name>-capacity-<id>`.
    package var folder: String
  }

  /// Searches, and returns what is known whatever ended it. Throws what kept it from its first step.
  package func run() async throws -> Outcome {
    let folder = try RunPaths(
      name: manifest.header.name + "-capacity", parent: options.reports, now: Date()
    ).folder
    // The same stand-ins for all steps: a server remembers what was done to it.
    let standIns = try await StandIns.start(manifest.header.targets)
    let found: Result<CapacityReport, any Error>
    do { found = .success(try await search(folder, standIns)) } catch { found = .failure(error) }
    for standIn in standIns.values { await standIn.shutdown() }
    let report = try found.get()
    try CapacityFile.write(report, to: folder + "/" + CapacityFile.name)
    try ReportFile.writeBytes(CapacityPage(report).bytes, to: folder + "/capacity.html")
    return Outcome(report: report, folder: folder)
  }

  private func search(_ folder: String, _ standIns: [String: MockDifyServer]) async throws -> CapacityReport {
    var journal = CapacityJournal(plan: plan)
    var options = options
    (options.reports, options.standIns) = (folder + "/steps", standIns)
    let runner = StepRunner(search: self, options: options)
    while case .step(let load, let phase) = journal.search.next, journal.endedBy == nil {
      journal.endedBy = obstacle(before: load, journal)
      if journal.endedBy != nil { break }
      do {
        let outcome = try await runner.run(load, phase, journal)
        if token.isCancelled { break }
        if outcome.report.endedByBudget { journal.endedBy = "what the scenario may spend was spent" }
        if journal.endedBy != nil { break }
        journal.add(outcome.step, outcome.report)
        heard(outcome.step)
        await rest(after: outcome)
      } catch let problem as UsageProblem where !journal.steps.isEmpty {
        journal.endedBy = "\(problem)"
      }
    }
    if token.isCancelled { journal.endedBy = "it was interrupted" }
    return journal.report(self)
  }

  /// What keeps the next step from being made, in words.
  private func obstacle(before load: Double, _ journal: CapacityJournal) -> String? {
    if let spent = journal.spent.excess(of: manifest.header) { return spent }
    let length = journal.length(of: load, self)
    if let limit = pace.atMost, journal.elapsed + pace.warmUp + length > limit {
      return "its time of \(Figures.clock(limit)) would not be enough for another step"
    }
    return nil
  }

  /// Until the server is idle: nothing is in flight any more when a step is over, but what it gave up may still be at
  /// work on the server.
  private func rest(after outcome: StepRunner.Outcome) async {
    let slowest = outcome.report.measurements.slowest.first.map { Double($0.response) / 1e9 } ?? 0
    let seconds = max(pace.coolDown, outcome.step.breaks ? min(60, slowest) : 0)
    let pause = Task { try? await Task.sleep(for: .seconds(seconds)) }
    let user = token.attach { _, _ in pause.cancel() }
    await pause.value
    token.detach(user)
  }
}
