import LoadEngine
import RunModel

/// The load itself.
extension RunSession {
  func execute(_ parts: RunParts) async throws -> RunExecutionResult {
    if let player = options.turns { return try await play(player, parts) ?? .nothing(parts.paths) }
    let recorder = parts.recorder
    let sink: any ResultSink = parts.earlier.map { ShiftedSink(recorder, start: $0.end) } ?? recorder
    let ids = IDSource(run: { parts.paths.runID }, task: IDSource.standard.task)
    return try await executor(ids, parts).run(
      manifest.cases, header: manifest.header, finished: parts.earlier?.finished ?? [], cancellation: token,
      sinks: [sink] + (parts.exporter.map { [$0] } ?? []), keepsResults: false, on: parts.loop)
  }

  /// Does the work of the run's targets, or of a stub.
  func executor(_ ids: IDSource, _ parts: RunParts) -> ConcurrentExecutor {
    let stub = StubWork(Self.stub(manifest.header))
    let (watch, exporter, targets) = (parts.watch, parts.exporter, parts.targets)
    var executor = ConcurrentExecutor(ids: ids, logger: logger(parts.paths, watch)) { context in
      watch.began(context)
      exporter?.began(at: context.now)
      defer { watch.ended(context) }
      if let targets { return try await targets.work(context) }
      return try await stub(context)
    }
    if let targets { executor.secrets = targets.secrets }
    if let others = options.companions {
      executor.stops = others.stops
      executor.hearsStop = { if $0.endsWholeRun { others.stopped($0) } }
    }
    return executor
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
