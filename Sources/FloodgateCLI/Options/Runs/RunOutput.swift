import ArgumentParser
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Session

/// How a run is shown, and what it keeps.
struct RunOutput: ParsableArguments {
  @Flag(help: "Use a stub instead of the targets: nothing is sent.")
  var stub = false

  @Flag(help: "Keep the apps' outputs in results.ndjson.gz.")
  var keepOutputs = false

  @Option(help: "Keep so many raw transcripts (0 to 1000), spread over the run, in its folder 'transcripts'.")
  var transcripts = 0

  func validate() throws {
    guard (0...1000).contains(transcripts) else {
      throw ValidationError("--transcripts is \(transcripts); expected 0 to 1000")
    }
  }

  @Flag(help: "Hold the run against the server's own logs when it is over (as reconcile: true does).")
  var reconcile = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Progress and summary as JSON lines.")
  var asJSON = false

  @Option(
    help:
      "Write run.log in the run's folder: debug (each attempt), info (failures, retries), warning (stops).")
  var logLevel: RunLogger.Level?

  /// The options of a run that is written to a folder of `reports`.
  func options(reports: String) -> RunSession.Options {
    var options = RunSession.Options()
    options.reports = reports
    options.stub = stub
    (options.keepsOutputs, options.reconciles) = (keepOutputs, reconcile)
    (options.logLevel, options.transcripts) = (logLevel, transcripts)
    options.progress = LiveView.progress(
      quiet ? .quiet : (asJSON ? .json : (Terminal.isInteractive ? .block : .lines)))
    options.complain = { Terminal.write("\($0)\n") }
    return options
  }

  /// Shows how a run ended. Throws the exit code of its verdict.
  func end(_ outcome: RunSession.Outcome, reports: String) throws {
    show(outcome, reports)
    throw ExitStatus(outcome.report.verdict).error
  }

  private func show(_ outcome: RunSession.Outcome, _ reports: String) {
    if quiet { return }
    if asJSON {
      return Terminal.print(summary(outcome))
    }
    Terminal.print(TerminalSummary(outcome.report).lines.joined(separator: "\n"))
    Terminal.print("\n  report        \(outcome.paths.page)\n  all runs      \(reports)/index.html")
  }

  private func summary(_ outcome: RunSession.Outcome) -> JSONValue {
    var summary: [String: JSONValue] = [
      "event": "summary", "run": .string(outcome.report.runID),
      "verdict": .string(outcome.report.verdict.rawValue),
      "report": .string(outcome.paths.report), "page": .string(outcome.paths.page),
    ]
    if let (grade, reason) = outcome.report.generator.grade {
      (summary["grade"], summary["grade_reason"]) = (.string(grade.rawValue), .string(reason))
    }
    return .object(summary)
  }
}

extension CancellationToken {
  /// A token that signals cancel: the first lets what is in flight end, the second aborts it.
  static func onSignals() -> CancellationToken {
    let token = CancellationToken()
    Signals.handle { count in
      if count == 1 { token.cancel(reason: "interrupted") } else { token.abort(reason: "interrupted") }
    }
    return token
  }
}

extension RunLogger.Level: ExpressibleByArgument {
  /// By its name.
  public init?(argument: String) {
    guard let level = Self.allCases.first(where: { "\($0)" == argument }) else { return nil }
    self = level
  }

  /// For the help and completions.
  public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}
