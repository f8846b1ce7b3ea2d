import Dify
import FoundationEssentials
import Judgement
import LoadEngine
import MockDify
import Pages
import Reactor
import Report
import RunModel

/// One run from its manifest to its report.
package struct RunSession {
  package let manifest: PreparedRun
  package let gate: Gate
  package let options: Options
  package let token: CancellationToken
  /// The run that this one goes on with; `nil` for a new one.
  let cut: CutRun?

  package init(
    manifest: PreparedRun, gate: Gate, options: Options, token: CancellationToken, resuming cut: CutRun? = nil
  ) {
    (self.manifest, self.gate, self.options, self.token) = (manifest, gate, options, token)
    self.cut = cut
  }

  /// What came of it.
  package struct Outcome {
    package var report: ReportDocument
    package var paths: RunPaths
  }

  /// Runs, and writes the report whatever happened to the tasks. Throws what kept the run from beginning.
  package func run() async throws -> Outcome { try await run(Besides()) }

  func run(_ besides: Besides) async throws -> Outcome {
    FileLimit.raise()
    let mocks = options.stub ? [:] : try await startStandIns()
    let loop = try EpollLoop()
    let outcome: Result<Outcome, any Error>
    do { outcome = .success(try await run(mocks, loop, besides)) } catch { outcome = .failure(error) }
    await besides.close()
    await shutdown(loop, mocks)
    return try outcome.get()
  }

  private func run(
    _ mocks: [String: MockDifyServer], _ loop: EpollLoop, _ besides: Besides
  ) async throws -> Outcome {
    let targets = try await targets(mocks, loop)
    let prepared = try BaselineProbe.prepare(manifest.header, mocks, in: options.environment)
    let observer = try await observer(besides)
    let (paths, recorder, earlier) = try begin()
    let reserve = DiskReserve(paths)
    try reserve.take()
    defer { reserve.release() }
    let probe = prepared.map { BaselineProbe($0, loop, paths.runID) }
    // A stub asks nobody: it is only known that the baseline could be asked.
    let baseline = options.stub ? nil : probe
    try await baseline?.runBefore(token)
    try await options.beforeLoad?()
    let watch = watch(recorder, loop, paths, resumedAt: earlier?.end ?? .zero)
    let exporter = try options.otlp.map {
      try OTLPExporter(
        $0, run: paths.runID, scenario: manifest.header.name, besides: besides, complain: options.complain)
    }
    let view = view(of: watch, paths, exporter)
    await loop.perform { watch.beginLooks() }
    let sight = observer.map { observer in
      Task { await observer.run { await watch.onLoop(\.elapsed) } }
    }
    defer { sight?.cancel() }
    let cores = CoreWatch()
    let own = try await ending(view) {
      try await beside(baseline) {
        var own = try await execute(targets, recorder, watch, exporter, loop, paths, earlier)
        own.generator = cores.finish(own.generator)
        // What comes after the load is judged by no limit of the load.
        await loop.perform { watch.endLooks() }
        return own
      }
    }
    sight?.cancel()
    let observed = await sight?.value
    let conclusion = await conclude(targets, recorder, loop)
    view.cancel()
    await view.value
    let notes =
      conclusion.notes + [recorder.finish()].compactMap(\.self) + Seams(paths).notes
      + (await exporter?.finish() ?? [])
    let result = earlier?.joined(own, startedAt: paths.started) ?? own
    var report = await document(result, recorder, watch.abort, targets, conclusion, notes)
    (report.baseline, report.observed) = (baseline?.report, observed)
    await loop.perform { probe?.close() }
    reserve.release()
    if let transcripts = targets?.transcripts, let problem = transcripts.write(to: paths.folder) {
      options.complain(problem)
    }
    // Of many parts each would list all.
    try paths.write(report, listedIn: options.companions == nil ? options.reports : nil, options.complain)
    return Outcome(report: report, paths: paths)
  }

  /// The run's folder, with its manifest and an open file of results; when it was cut before, with what it has.
  private func begin() throws -> (RunPaths, RunRecorder, EarlierResults?) {
    let paths = try cut?.paths ?? newPaths()
    if cut == nil { try manifest.write(to: paths.manifest) }
    // What was there stays until all of it was taken over.
    let writer = try ResultsWriter(path: paths.results + (cut == nil ? "" : ".resumed"))
    let recorder = RunRecorder(
      warmUpEnd: manifest.header.warmUpEnd, coolDownStart: manifest.header.coolDownStart,
      bands: manifest.header.bands, selections: gate.selections, writer: writer,
      keepsOutputs: options.keepsOutputs)
    let earlier = try cut.map { try EarlierResults(of: $0, manifest, into: recorder) }
    if cut != nil { try writer.rename(to: paths.results) }
    return (paths, recorder, earlier)
  }

  private func newPaths() throws -> RunPaths {
    if let name = options.companions?.folder { return try RunPaths(newFolder: options.reports + "/" + name) }
    return try RunPaths(name: manifest.header.name, parent: options.reports, now: Date())
  }

  private func execute(
    _ targets: RunTargets?, _ recorder: RunRecorder, _ watch: RunWatch, _ exporter: OTLPExporter?,
    _ loop: EpollLoop, _ paths: RunPaths, _ earlier: EarlierResults?
  ) async throws -> RunExecutionResult {
    let stub = StubWork(Self.stub(manifest.header))
    func executor(_ ids: IDSource) -> ConcurrentExecutor {
      var executor = ConcurrentExecutor(ids: ids, logger: logger(paths, watch)) { context in
        watch.began(context)
        exporter?.began(at: context.now)
        defer { watch.ended(context) }
        if let targets { return try await targets.work(context) }
        return try await stub(context)
      }
      if let targets { executor.secrets = targets.secrets }
      if let others = options.companions {
        executor.hearsStop = { if $0.endsWholeRun { others.stopped($0) } }
      }
      return executor
    }
    if let player = options.turns {
      return try await play(player, recorder, watch, loop, paths, targets?.facts ?? [], executor)
        ?? .nothing(paths)
    }
    let sink: any ResultSink = earlier.map { ShiftedSink(recorder, start: $0.end) } ?? recorder
    return try await executor(IDSource(run: { paths.runID }, task: IDSource.standard.task)).run(
      manifest.cases, header: manifest.header, finished: earlier?.finished ?? [], cancellation: token,
      sinks: [sink] + (exporter.map { [$0] } ?? []), keepsResults: false, on: loop)
  }

  /// Writes what the options ask for, and tells whoever watches of stops.
  private func logger(_ paths: RunPaths, _ watch: RunWatch) -> RunLogger {
    let file = options.logLevel.flatMap { RunLog(paths.log)?.logger($0) } ?? .silent
    return RunLogger(level: min(file.level, .warning)) { level, component, text in
      if component == "stop" { watch.stopped(text) }
      file.log(level, component, text)
    }
  }

  /// What `--stub` does.
  static func stub(_ header: ManifestHeader) -> StubConfiguration {
    StubConfiguration(seed: header.seed, medianDelay: 0.02, sigma: 0.4)
  }
}

extension StopReason {
  /// Whether it ends the run's other parts as well, on whatever machine: they reach the end of time by themselves.
  var endsWholeRun: Bool {
    if case .user = self { return true }
    return endsAllScenarios
  }
}
