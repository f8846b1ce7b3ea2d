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
    let parts = RunParts(
      loop: loop, targets: targets, paths: paths, recorder: recorder, earlier: earlier,
      watch: watch(recorder, loop, paths, resumedAt: earlier?.end ?? .zero),
      exporter: try exporter(paths, besides), baseline: baseline)
    var report = try await load(parts, baseline, observer)
    report.baseline = baseline?.report
    await loop.perform { probe?.close() }
    reserve.release()
    try write(report, parts)
    return Outcome(report: report, paths: paths)
  }

  /// The load and its report, shown to whoever watches until the servers were heard too.
  private func load(_ parts: RunParts, _ baseline: BaselineProbe?, _ observer: ServerObserver?) async throws
    -> ReportDocument
  {
    let view = view(of: parts)
    await parts.loop.perform { parts.watch.beginLooks() }
    let (own, observed) = try await ending(view) { try await measure(parts, baseline, observer) }
    let conclusion = await conclude(parts)
    view.cancel()
    await view.value
    let notes =
      conclusion.notes + [parts.recorder.finish()].compactMap(\.self) + Seams(parts.paths).notes
      + (await parts.exporter?.finish() ?? [])
    let result = parts.earlier?.joined(own, startedAt: parts.paths.started) ?? own
    var report = await document(result, parts, conclusion, notes)
    report.observed = observed
    return report
  }

  private func measure(_ parts: RunParts, _ baseline: BaselineProbe?, _ observer: ServerObserver?)
    async throws -> (RunExecutionResult, ObservedReport?)
  {
    let sight = observer.map { observer in
      Task { await observer.run { await parts.watch.onLoop(\.elapsed) } }
    }
    defer { sight?.cancel() }
    let own = try await beside(baseline) {
      var own = try await watchingGenerator(parts) { try await execute(parts) }
      own.generator.worker = manifest.header.shard.map { "\(options.companions?.kind ?? "shard") \($0)" }
      // What comes after the load is judged by no limit of the load.
      await parts.loop.perform { parts.watch.endLooks() }
      return own
    }
    sight?.cancel()
    return (own, await sight?.value)
  }

  private func write(_ report: ReportDocument, _ parts: RunParts) throws {
    if let transcripts = parts.targets?.transcripts, let problem = transcripts.write(to: parts.paths.folder) {
      options.complain(problem)
    }
    // Of many parts each would list all.
    try parts.paths.write(
      report, listedIn: options.companions == nil ? options.reports : nil, options.complain)
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
}
