import Judgement
import LoadEngine
import Report
import RunModel
import Session
import Statistics

/// `floodgate run --pairs N --against OTHER`
extension RunCommand {
  /// The runs in turns that the command line asks for; `nil` when it asks for one run. Throws ``UsageProblem``.
  func pairedRuns(
    _ manifest: PreparedRun, _ gate: Gate, _ token: CancellationToken, _ options: RunSession.Options
  ) throws -> PairedRuns? {
    guard pairs != nil || against != nil else { return nil }
    guard let pairs, let against else {
      let missing = pairs == nil ? "--pairs, how many, such as --pairs 7" : "--against, the other target"
      throw UsageProblem("--pairs and --against belong together: \(missing) is missing")
    }
    guard (1...PairedRuns.limit).contains(pairs) else {
      throw UsageProblem("--pairs is \(pairs), expected 1 to \(PairedRuns.limit)")
    }
    let other = try AgainstTarget.replace(manifest, with: against)
    return PairedRuns(
      first: manifest, second: other, gate: gate, pairs: pairs, options: options,
      token: token, heard: show)
  }

  /// Runs them. Throws the exit code: the comparison's, or that of an interruption.
  func run(_ paired: PairedRuns, _ token: CancellationToken) async throws {
    try end(try await paired.run(try judgement.comparer()), token)
  }

  /// Shows what came of both sides. Throws the exit code.
  func end(_ outcome: PairedRuns.Outcome, _ token: CancellationToken) throws {
    if let comparison = outcome.comparison { show(comparison, outcome) }
    if token.isInterrupted { throw ExitStatus.interrupted.error }
    throw (outcome.comparison.map { ExitStatus($0.outcome) } ?? .invalid).error
  }

  private func show(_ pair: Int, _ side: PairedRuns.Side, _ outcome: RunSession.Outcome) {
    if output.quiet || output.asJSON { return }
    Terminal.print("pair \(pair) \(side.rawValue): \(Self.words(outcome))")
  }

  /// `118 of 120 succeeded, p95 1.2 s`
  static func words(_ outcome: RunSession.Outcome) -> String {
    let counts = outcome.report.measurements.statistics
    let p95 = outcome.report.measurements.latency(.responseTime).quantile(0.95)
    return "\(counts.succeeded) of \(counts.total) succeeded, p95 \(p95.map(Figures.nanoseconds) ?? "n/a")"
  }

  private func show(_ comparison: Comparison, _ outcome: PairedRuns.Outcome) {
    if output.quiet { return }
    if output.asJSON {
      let summary: JSONValue = [
        "event": "comparison", "outcome": .string(comparison.outcome.rawValue),
        "page": .string(outcome.page), "comparison": .string(outcome.folder + "/comparison.json"),
      ]
      return Terminal.print(summary)
    }
    Terminal.print("\n" + ComparisonText(comparison).lines.joined(separator: "\n"))
    Terminal.print("\n  page          \(outcome.page)")
  }
}
