import Judgement
import LoadEngine
import Reactor
import Report
import RunModel
import Statistics

/// Watches a run while it goes on: shows it, and ends it when a threshold says so. Its counters are confined to
/// the run's loop; showing happens elsewhere, so that a slow terminal never slows the load.
package final class RunWatch: @unchecked Sendable {
  let recorder: RunRecorder
  private let gate: Gate
  private let rule: AbortRule
  private let manifest: PreparedRun
  private let token: CancellationToken
  private let loop: EpollLoop
  private var start: LoopInstant
  private var resumedAt: RunInstant
  private let inFlightFile: InFlightFile?
  /// The attempts under way.
  private var underWay: [ObjectIdentifier: UnderWay] = [:]
  private var nextLook: TimerToken?
  /// What ended the run, when a threshold did.
  package private(set) var abort: AbortRule.Abort?

  /// How often thresholds are looked at that may end the run, whatever the view does, and results are put where a
  /// crash does not reach them.
  private static let lookInterval: Int64 = 1_000_000_000

  /// - Parameters:
  ///   - inFlightFile: where tasks under way are noted each second; `nil` for a run that cannot be resumed.
  ///   - resumedAt: the end of what an earlier process did.
  init(
    recorder: RunRecorder, gate: Gate, manifest: PreparedRun, token: CancellationToken, loop: EpollLoop,
    inFlightFile: InFlightFile?, resumedAt: RunInstant
  ) {
    (self.inFlightFile, self.resumedAt) = (inFlightFile, resumedAt)
    self.recorder = recorder
    self.gate = gate
    rule = AbortRule(gate)
    self.manifest = manifest
    self.token = token
    self.loop = loop
    start = loop.now
  }

  /// A run that takes turns goes on where its clock stood. On the loop.
  func goOn(at instant: RunInstant) { (start, resumedAt) = (loop.now, instant) }

  private struct UnderWay {
    /// Of the case; `nil` for one of setup or teardown, which is no case of the load.
    var index: Int?
    var intendedStart: RunInstant
  }

  package func began(_ context: TaskContext) {
    underWay[context.identity] = UnderWay(
      index: context.isOfLoad ? context.index : nil, intendedStart: context.intendedStart)
  }

  package func ended(_ context: TaskContext) { underWay[context.identity] = nil }

  /// How long ago the plan wanted each attempt under way to start.
  private var ages: Histogram {
    let now = loop.now.nanoseconds - start.nanoseconds
    return underWay.values.reduce(into: Histogram()) { $0.record(now - $1.intendedStart.nanoseconds) }
  }

  /// Begins to look at the thresholds that may end the run: each second, at budgets after each task. On the loop.
  package func beginLooks() {
    if rule.hasBudgets {
      recorder.afterEach = { [self] in
        guard abort == nil else { return }
        end(rule.lookAtBudgets(recorder.measurements, elapsed: elapsed))
      }
    }
    scheduleLook()
  }

  /// Ends looking. On the loop.
  package func endLooks() {
    nextLook?.cancel()
    recorder.afterEach = nil
    inFlightFile?.remove()
  }

  private func scheduleLook() {
    nextLook = loop.schedule(at: loop.now.advanced(by: Self.lookInterval)) { [self] in
      // Before the results, so that none is on disk without it. When it cannot be written the run is none the worse.
      try? inFlightFile?.write(Set(underWay.values.compactMap(\.index)))
      recorder.flush()
      end(rule.look(recorder.measurements, underWay: recorder.underWay, elapsed: elapsed))
      scheduleLook()
    }
  }

  private func end(_ found: AbortRule.Abort?) {
    guard let found, abort == nil, token.stage == .none else { return }
    abort = found
    token.cancel(for: .threshold("\(found.threshold.expression) (measured \(found.measured))"))
  }

  var elapsed: Double {
    Double(resumedAt.nanoseconds + loop.now.nanoseconds - start.nanoseconds) / 1e9
  }

  /// Tells how the run stands until it is cancelled.
  package func tell(_ progress: Progress?) async {
    guard let progress else { return }
    var next = progress.interval
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(Int(min(progress.interval, 0.5) * 1000)))
      if Task.isCancelled { break }
      let snapshot = await snapshot()
      if snapshot.elapsed + 0.01 >= next {
        progress.take(snapshot)
        next = snapshot.elapsed + progress.interval
      }
    }
    progress.finish()
  }

  private func snapshot() async -> RunProgress { await onLoop { $0.look() } }

  /// Looks at the run where nothing changes meanwhile.
  func onLoop<Value: Sendable>(_ look: @escaping @Sendable (RunWatch) -> Value) async -> Value {
    await loop.perform { look(self) }
  }

  var header: ManifestHeader { manifest.header }
  var inFlight: Int { underWay.count }

  /// Why the run is being ended, in words; `nil` while it is not. On the loop.
  private(set) var stopWords: String?

  /// The run is being ended, by whatever. On the loop.
  func stopped(_ words: String) { stopWords = stopWords ?? words }

  /// What the run is doing, until it has ended.
  var phase: RunProgress.Phase {
    switch token.stage {
    case .none: stopWords == nil ? .running : .draining
    case .drain: .draining
    case .abort: .aborting
    }
  }

  /// On the loop.
  func look() -> RunProgress {
    let elapsed = elapsed
    var snapshot = recorder.snapshot(elapsed: elapsed, ages: ages)
    snapshot.name = manifest.header.name
    if let length = manifest.header.length {
      snapshot.remaining = max(0, length - elapsed)
    } else {
      snapshot.planned = manifest.header.caseCount
      if snapshot.finished > 0, token.stage == .none {
        snapshot.remaining =
          elapsed / Double(snapshot.finished) * Double(manifest.header.caseCount - snapshot.finished)
      }
    }
    snapshot.phase = phase
    snapshot.thresholds = standings(elapsed)
    return snapshot
  }

  /// What shards are summed up from. On the loop.
  var tally: LiveTally { recorder.tally(ages: ages) }

  private func standings(_ elapsed: Double) -> [RunProgress.Threshold] {
    gate.standings(recorder.measurements, elapsed: elapsed).map { .init($0) }
  }
}

extension RunProgress.Threshold {
  /// As a verdict on what was measured so far says.
  init(_ verdict: ThresholdVerdict) {
    let standing: Standing =
      switch verdict.outcome {
      case .pass: .holding
      case .fail: .failing
      case .inconclusive, .noData: .undecided
      }
    self.init(expression: verdict.threshold.expression, standing: standing, value: verdict.measured)
  }
}
