import Judgement
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate run --against OTHER --alternate 20s`
extension RunCommand {
  /// The runs that take turns, when the command line asks for them. Throws ``UsageProblem``.
  func alternatedRuns(
    _ manifest: PreparedRun, _ gate: Gate, _ token: CancellationToken, _ options: RunSession.Options
  ) throws -> AlternatedRuns? {
    guard let plan = try turns.plan(manifest.header, pairs: pairs, until: until) else { return nil }
    if runs != nil {
      throw UsageProblem("--runs repeats one side; --alternate compares two within one run: choose one")
    }
    guard let against else { throw UsageProblem("--alternate needs --against, the other target") }
    let other = try AgainstTarget.replace(manifest, with: against)
    var options = options
    options.progress = nil
    let isSilent = output.quiet || output.asJSON
    return try AlternatedRuns(
      first: manifest, second: other, gate: gate, plan: plan, options: options, token: token
    ) { pair, comparison, unmeasured in
      if !isSilent { Terminal.print(Self.line(pair, plan, comparison)) }
      for side in unmeasured { Terminal.write("warning: \(Self.warning(side, plan))\n") }
    }
  }

  /// Runs them. Throws the exit code: the comparison's, or that of an interruption.
  func run(_ runs: AlternatedRuns, _ token: CancellationToken) async throws {
    var comparer = try judgement.comparer()
    comparer.deploymentNoise = turns.deploymentNoise
    try end(try await runs.run(comparer), token)
  }

  /// What a turn is told by of which nothing counts.
  static func warning(_ side: PairedRuns.Side, _ plan: TurnPlan) -> String {
    "nothing counts of the \(side.rawValue) side's turn: all its tasks began in the turn's warm-up of \(Figures.digits(plan.warmUp)) s. Take longer turns (--alternate), or leave less out (--turn-warm-up)"
  }

  /// `pair 12: cannot tell yet; answers take between 2.0 % less time and 7.1 % longer at p95`
  static func line(_ pair: Int, _ plan: TurnPlan, _ comparison: Comparison?) -> String {
    let place =
      plan.atMost == nil && plan.pairs < TurnPlan.Allowed.pairs.upperBound ? " of \(plan.pairs)" : ""
    let begin = "pair \(pair)\(place)"
    guard plan.untilDecided, let comparison, comparison.design.turns?.pairs == pair else { return begin }
    return "\(begin): \(comparison.outcome.words)"
  }
}
