import FoundationEssentials
import Judgement
import LoadEngine
import Report
import RunModel

/// A load test against Dify: a scenario, checked and expanded, ready to be run to a report and a verdict.
///
/// ```swift
/// let test = try await LoadTest(file: "my.yaml")
/// let result = try await test.run()
/// print(result.verdict, result.report.measurements.statistics.successRate ?? .nan)
/// ```
public struct LoadTest: Sendable {
  let manifest: PreparedRun
  let environment: [String: String]
  private var cut: CutRun?

  /// The folder that the run is written to, in a folder of its own (report, page, results, manifest); `nil` keeps no
  /// files.
  public var reports: String?
  /// Thresholds beside the scenario's own, in the gate's grammar.
  public var thresholds: [String] = []
  /// Whether the apps' outputs are kept in the results; they may hold what your users wrote.
  public var keepsOutputs = false
  /// How much is written to `run.log` in the run's folder; `nil` for no log.
  public var logLevel: RunLogger.Level?
  /// How many workers share the load of ``run(cancellation:progress:)``: one loop carries what one core does. A run that
  /// is resumed has one.
  public var workers = WorkerCount.exactly(1)

  /// Reads a scenario, a test plan or a manifest. `environment` is where `${NAME}` and keys come from; `shard` chooses
  /// a part of the cases. Throws ``ScenarioProblems`` with the places of what is wrong, or ``UsageProblem``.
  public init(
    file: String, shard: ManifestShard? = nil, reports: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    manifest = try await Self.loader(environment, reports, shard).load(file)
    (self.environment, self.reports) = (environment, reports)
  }

  /// Reads a scenario's text, as a file would hold it. Throws as ``init(file:shard:reports:environment:)`` does.
  public init(
    scenario text: String, reports: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    manifest = try await Self.loader(environment, reports).load(text: text, name: "scenario")
    (self.environment, self.reports) = (environment, reports)
  }

  /// Takes cases and a target that were made in code. Throws ``InvalidManifest`` for a policy out of range, or
  /// ``UsageProblem``.
  public init(
    manifest: RunManifest, reports: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    guard !manifest.header.targets.isEmpty else {
      throw UsageProblem("the manifest has no target: give it one (RunManifest(cases:target:))")
    }
    self.manifest = try Self.loader(environment, reports).load(manifest)
    (self.environment, self.reports) = (environment, reports)
  }

  /// Goes on with a run of cases that was cut: killed or stopped. Its folder must not be in use. What is
  /// on disk is not done again; `tasksInFlight` says what becomes of those that were under way. Throws
  /// ``UsageProblem`` for a folder that is none of a run, or of a load over time.
  public init(
    resuming folder: String, tasksInFlight: TasksInFlight = .repeat,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws {
    let cut = try CutRun(folder: folder, inFlight: tasksInFlight)
    manifest = try await cut.manifest(environment)
    (self.environment, self.cut) = (environment, cut)
    reports = URL(filePath: folder).deletingLastPathComponent().relativePath
  }

  /// The report of a run's folder. When the run was killed before it could write one, it is made from the results on
  /// disk, written beside them, and its verdict is *interrupted*. Throws what of the folder cannot be read.
  public static func report(of folder: String) async throws -> ReportDocument {
    if ShardsFolder.isOne(folder) { return try await sharedReport(of: ShardsFolder(folder)) }
    let paths = RunPaths(folder: folder)
    try paths.requireEnded()
    return paths.hasReport ? try ReportFile.read(paths.report) : try await RecoveredRun.writeReport(in: paths)
  }

  private static func loader(
    _ environment: [String: String], _ reports: String?, _ shard: ManifestShard? = nil
  ) -> ManifestLoader {
    var loader = ManifestLoader()
    (loader.environment, loader.shard, loader.asksServer) = (environment, shard, true)
    // Thresholds may be added later.
    (loader.runs, loader.notesTags) = (reports ?? FileManager.default.temporaryDirectory.path, true)
    return loader
  }

  /// How many cases there are; a load over time does them again and again.
  public var caseCount: Int { manifest.header.caseCount }

  /// Runs it to its report. Cancelling the token ends it, and it still gives a report; cancelling the task that waits
  /// aborts what is in flight. `progress` is called about once a second, beside the load.
  ///
  /// Throws ``UsageProblem`` or ``ThresholdProblem`` for what keeps it from beginning; whatever becomes of tasks after
  /// that stands in the report.
  public func run(
    cancellation: CancellationToken = CancellationToken(),
    progress: (@Sendable (RunProgress) -> Void)? = nil
  ) async throws -> LoadTestResult {
    var manifest = manifest
    let gate = try RunGate.make(for: &manifest, thresholds: thresholds)
    return try await withFiles(cancellation) { options in
      var options = options
      options.progress = progress.map { Progress(every: 1, take: $0) }
      let outcome = try await run(manifest, gate, options, cancellation)
      return LoadTestResult(report: outcome.report, folder: kept(outcome.paths.folder))
    }
  }

  private func run(
    _ manifest: PreparedRun, _ gate: Gate, _ options: RunSession.Options, _ token: CancellationToken
  ) async throws -> RunSession.Outcome {
    let workers = try workers.count(for: manifest)
    guard workers > 1, cut == nil else {
      return try await RunSession(
        manifest: manifest, gate: gate, options: options, token: token, resuming: cut
      ).run()
    }
    let plan = ShardsPlan(count: workers, launcher: LauncherOptions(.workers, program: ""))
    return try await ShardedRun(manifest, plan, options: options, token: token).run()
  }

  /// Runs a body with the options of a session, whose files go when none are to be kept. Cancelling the task that waits
  /// aborts what is in flight.
  func withFiles<Result>(
    _ token: CancellationToken, _ body: (RunSession.Options) async throws -> Result
  ) async throws -> Result {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "floodgate-\(UUID())").path
    defer { if reports == nil { try? FileManager.default.removeItem(atPath: temporary) } }
    var options = RunSession.Options()
    (options.reports, options.environment) = (reports ?? temporary, environment)
    (options.keepsOutputs, options.logLevel) = (keepsOutputs, logLevel)
    return try await withTaskCancellationHandler {
      try await body(options)
    } onCancel: {
      token.abort()
    }
  }

  /// The folder, when files are kept.
  func kept(_ folder: String) -> String? { reports == nil ? nil : folder }
}

/// What came of a load test.
public struct LoadTestResult: Sendable {
  /// All that was measured, and how it was judged.
  public let report: ReportDocument
  /// The folder with its files; `nil` when none were kept.
  public let folder: String?

  /// What the run comes to.
  public var verdict: RunVerdict { report.verdict }
}
