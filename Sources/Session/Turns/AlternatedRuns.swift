import FoundationEssentials
import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// One run a side, both under way at once, that take turns of some seconds: what the server does over minutes meets both
/// alike.
package struct AlternatedRuns: Sendable {
  package let first: PreparedRun
  package let second: PreparedRun
  package let gate: Gate
  package let plan: TurnPlan
  package let options: RunSession.Options
  package let token: CancellationToken
  /// Hears of each pair of turns, what the comparison then was, and of which sides nothing counted: all their tasks began in the
  /// turn's warm-up.
  package typealias Hears = @Sendable (Int, Comparison?, [PairedRuns.Side]) -> Void
  package let heard: Hears

  /// Throws ``UsageProblem`` for a load that cannot be taken in turns.
  package init(
    first: PreparedRun, second: PreparedRun, gate: Gate, plan: TurnPlan, options: RunSession.Options,
    token: CancellationToken, heard: @escaping Hears
  ) throws {
    if let problem = TurnLoad.problem(first.header) { throw UsageProblem(problem) }
    (self.first, self.second, self.gate, self.plan) = (first, second, gate, plan)
    (self.options, self.token, self.heard) = (options, token, heard)
  }

  /// Runs both sides, writes each run's report and the comparison. Throws what kept a run from beginning.
  package func run(_ comparer: Comparer) async throws -> PairedRuns.Outcome {
    let folder = try RunPaths(name: first.header.name + "-turns", parent: options.reports, now: Date()).folder
    let clock = ContinuousClock()
    let begin = clock.now
    // A run of cases ends with them, unless time or pairs were asked for.
    let lastCase = plan.atMost == nil && first.header.runsOnce && !hasOwnPairs ? first.header.caseCount : nil
    let table = SideTable(
      plan, comparer, lastCase: lastCase, now: { (clock.now - begin).inSeconds }, hears: heard)
    async let before = side(.first, first, table, folder)
    async let after = side(.second, second, table, folder)
    _ = try await (before, after)
    guard let comparison = await table.conclude() else { return PairedRuns.Outcome(folder: folder) }
    try comparison.write(to: folder)
    options.listAnew()
    return PairedRuns.Outcome(comparison: comparison, folder: folder)
  }

  private var hasOwnPairs: Bool { plan.pairs < TurnPlan.Allowed.pairs.upperBound }

  private func side(_ side: PairedRuns.Side, _ run: PreparedRun, _ table: SideTable, _ folder: String)
    async throws -> RunSession.Outcome
  {
    var (run, options) = (run, options)
    options.reports = "\(folder)/\(side.rawValue)"
    options.turns = TurnPlayer(side: side, table: table)
    options.facts[ReportDocument.turnFact] = String(plan.seconds)
    if plan.isTogether { options.facts[ReportDocument.togetherFact] = "yes" }
    // The first side alone is shown while it runs: both would overwrite each other.
    if side == .second { (options.progress, options.metrics, options.live) = (nil, nil, nil) }
    run.header = TurnLoad.header(run.header, seconds: plan.seconds * Double(plan.pairs))
    do {
      return try await RunSession(manifest: run, gate: gate, options: options, token: token).run()
    } catch {
      await table.leave()
      throw error
    }
  }
}
