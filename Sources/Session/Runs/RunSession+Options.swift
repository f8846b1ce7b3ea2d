import Dify
import FoundationEssentials
import LoadEngine
import MockDify
import RunModel

extension RunSession {
  /// What the command line asks for.
  package struct Options: Sendable {
    package var reports = "Reports"
    /// Who is told how the run stands, about each so many seconds.
    package var progress: Progress?
    /// Where the scenario's `${NAME}` come from.
    package var environment = ProcessInfo.processInfo.environment
    package var stub = false
    package var keepsOutputs = false
    /// So many raw transcripts are kept, spread over the run.
    package var transcripts = 0
    /// Whether the run is held against the server's own logs, also when its scenario does not say so.
    package var reconciles = false
    /// Facts for the report beside those of the machine.
    package var facts: [String: String] = [:]
    /// Stand-ins that run already, and go on after: several runs on one server.
    package var standIns: [String: MockDifyServer]?
    /// The side's part in turns that it takes with another; `nil` for one load from begin to end.
    package var turns: TurnPlayer?
    /// Hears all that every task sends and receives, for looks at single ones.
    package var tell: (@Sendable (AskedEvent) -> Void)?
    /// Is given the run's metrics each second.
    package var metrics: MetricsFeed?
    /// Where the run's metrics and traces are sent while it goes on.
    package var otlp: OTLPSettings?
    /// Is given the run's state each second, for pages that show it while it goes on.
    package var live: LiveFeed?
    /// How much is written to `run.log` in the run's folder; `nil` for no file.
    package var logLevel: RunLogger.Level?
    /// Hears what went wrong beside the run itself.
    package var complain: @Sendable (String) -> Void = { _ in }
    /// Waited for when all is ready, before the first task. What it throws keeps the load from beginning.
    package var beforeLoad: (@Sendable () async throws -> Void)?
    /// What the run does as one of several that are one; `nil` for a run by itself.
    package var companions: Companions?

    package init() {}
  }

  /// The other parts of a run that is shared out, as one of them sees them.
  package struct Companions: Sendable {
    /// The name of the run's folder.
    package var folder: String
    /// What one of them is called.
    package var kind = "shard"
    /// The limits that all of them share, in one process; `nil` where each has its part of them.
    package var stops: StopLimits?
    /// Hears why the run ends early, when the others are to end as well.
    package var stopped: @Sendable (StopReason) -> Void
  }
}
