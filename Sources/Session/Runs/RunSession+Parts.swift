import Dify
import FoundationEssentials
import Judgement
import LoadEngine
import MockDify
import Reactor
import Report
import RunModel

/// What a run is made of: its targets, who watches it, and what goes on beside it.
extension RunSession {
  func startStandIns() async throws -> [String: MockDifyServer] {
    if let given = options.standIns { return given }
    return try await StandIns.start(manifest.header.targets)
  }

  func shutdown(_ loop: EpollLoop, _ mocks: [String: MockDifyServer]) async {
    loop.shutdown()
    if options.standIns != nil { return }
    for mock in mocks.values { await mock.shutdown() }
  }

  func targets(_ mocks: [String: MockDifyServer], _ loop: EpollLoop) async throws -> RunTargets? {
    if options.stub { return nil }
    return try await loop.perform {
      let cases = try manifest.firstCases(RunTargets.caseLimit)
      return try await RunTargets(manifest.header, cases: cases, mocks: mocks, loop: loop, options: options)
    }
  }

  /// A stub's load is none of the server's, and turns stop the run's clock.
  func observer(_ besides: Besides) async throws -> ServerObserver? {
    if options.stub || options.turns != nil { return nil }
    let observer = try ServerObserver(manifest.header, in: options.environment, besides: besides)
    try await observer?.check()
    return observer
  }

  func watch(
    _ recorder: RunRecorder, _ loop: EpollLoop, _ paths: RunPaths, resumedAt: RunInstant
  ) -> RunWatch {
    RunWatch(
      recorder: recorder, gate: gate, manifest: manifest, token: token, loop: loop,
      inFlightFile: manifest.header.runsOnce && options.turns == nil ? InFlightFile(paths) : nil,
      resumedAt: resumedAt)
  }

  func exporter(_ paths: RunPaths, _ besides: Besides) throws -> OTLPExporter? {
    try options.otlp.map {
      try OTLPExporter(
        $0, run: paths.runID, scenario: manifest.header.name, besides: besides, complain: options.complain)
    }
  }

  /// Shows the run to whoever watches, until it is cancelled.
  func view(of parts: RunParts) -> Task<Void, Never> {
    let (watch, paths, exporter) = (parts.watch, parts.paths, parts.exporter)
    return Task { [options] in
      let feeds = [options.metrics, exporter?.feed].compactMap(\.self)
      async let shown: Void = watch.tell(options.progress)
      async let fed: Void = watch.feed(feeds, run: paths.runID)
      async let kept: Void = watch.keep(paths, options.live, isShard: options.companions != nil)
      async let sent: Void? = exporter?.run()
      _ = await (shown, fed, kept, sent)
    }
  }

  /// Runs a body; when it throws, nobody is shown the run any longer.
  func ending<Value>(_ view: Task<Void, Never>, _ body: () async throws -> Value) async throws
    -> Value
  {
    do { return try await body() } catch {
      view.cancel()
      await view.value
      throw error
    }
  }

  /// Runs the load, with an eye on the generator and its machine. Turns stop the run's clock, by which it looks.
  func watchingGenerator(
    _ parts: RunParts, _ load: () async throws -> RunExecutionResult
  ) async throws -> RunExecutionResult {
    let cores = CoreWatch()
    let observer = options.turns == nil ? await GeneratorObserver(parts) : nil
    let sight = Task { await observer?.run() }
    defer { sight.cancel() }
    var result = try await load()
    result.generator = cores.finish(result.generator)
    sight.cancel()
    result.generator.series = await sight.value
    return result
  }

  /// Runs the load, with the baseline beside it and after it.
  func beside(
    _ baseline: BaselineProbe?, _ load: () async throws -> RunExecutionResult
  ) async throws -> RunExecutionResult {
    guard let baseline else { return try await load() }
    let runs = Task { await baseline.runBeside() }
    do {
      let result = try await load()
      baseline.endBeside()
      await runs.value
      await baseline.runAfter(token)
      return result
    } catch {
      baseline.endBeside()
      await runs.value
      throw error
    }
  }

  /// Hears what the servers say of the run, then closes every connection.
  func conclude(_ parts: RunParts) async -> RunConclusion {
    let isWhole = cut == nil
    let (targets, recorder) = (parts.targets, parts.recorder)
    return await parts.loop.perform {
      guard let targets else { return RunConclusion() }
      let conclusion = await targets.conclude(isWhole: isWhole, token: token)
      recorder.recordFailedStops(await targets.close())
      return conclusion
    }
  }
}
