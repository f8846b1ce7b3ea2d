import FoundationEssentials
import Judgement
import LoadEngine
import Reactor
import Report
import RunModel
import Statistics

/// A side that takes turns with another within one run.
package struct TurnPlayer: Sendable {
  let side: PairedRuns.Side
  let table: SideTable
}

extension RunSession {
  /// Plays the side's turns one after the other, until the table says that it is over. Throws what the cases throw.
  func play(_ player: TurnPlayer, _ parts: RunParts) async throws -> RunExecutionResult? {
    let (recorder, watch, loop, paths) = (parts.recorder, parts.watch, parts.loop, parts.paths)
    var played: RunExecutionResult?
    while token.stage == .none, let turn = await player.table.next(player.side) {
      let (start, before) = (played?.totalDuration ?? .zero, played?.counts.planned ?? 0)
      let sink = TurnSink(
        recorder, start: .zero + start, warmUp: player.table.plan.warmUp, before: before,
        selections: gate.selections)
      await loop.perform {
        watch.goOn(at: .zero + start)
        parts.baseline?.beginTurn()
      }
      let cases = cases(of: turn, player.table.plan, loop)
      let ids = IDSource(run: { paths.runID }, task: { IDSource.standard.task($0 + before) })
      let own = try await executor(ids, parts).run(
        cases, header: header(of: turn, player.table.plan, spent: recorder), cancellation: token,
        sinks: [sink],
        keepsResults: false, on: loop)
      played = played.map { $0.joined(own) } ?? own
      guard own.stopReason == nil || own.stopReason == .loadEnded else { break }
      var report = report(of: turn, own, sink, parts)
      report.baseline = await loop.perform { parts.baseline?.ofTurn }
      try FileManager.default.createDirectory(atPath: paths.turns, withIntermediateDirectories: true)
      try ReportFile.write(report, to: paths.turn(turn.pair))
      await player.table.played(player.side, report, cases: cases.count)
    }
    await player.table.leave()
    return played
  }

  /// Limits on what is spent are those of all turns together.
  private func header(of turn: SideTable.Turn, _ plan: TurnPlan, spent recorder: RunRecorder)
    -> ManifestHeader
  {
    var spent = SpentBudget()
    spent.add(recorder.measurements)
    var header = spent.left(of: TurnLoad.header(manifest.header, seconds: plan.seconds))
    // The same draws on both sides, others in each pair.
    header.seed = SplitMix64.mix(header.seed &+ UInt64(turn.pair))
    return header
  }

  private func cases(of turn: SideTable.Turn, _ plan: TurnPlan, _ loop: EpollLoop) -> TurnCases {
    if !manifest.header.runsOnce { return TurnCases(manifest.cases, from: turn.firstCase, until: .load) }
    if let cases = turn.cases { return TurnCases(manifest.cases, from: turn.firstCase, until: .count(cases)) }
    let end = loop.now.advanced(by: Int64(plan.seconds * 1e9))
    return TurnCases(
      manifest.cases, from: turn.firstCase, until: .clock({ loop.now >= end }, most: turn.mostCases))
  }

  private func report(
    of turn: SideTable.Turn, _ own: RunExecutionResult, _ sink: TurnSink, _ parts: RunParts
  ) -> ReportDocument {
    var facts = EnvironmentFacts.gather().merging(options.facts) { $1 }
    facts[ReportDocument.pairFact] = String(turn.pair + 1)
    return ReportDocument(
      runID: "\(parts.paths.runID)#\(turn.pair + 1)", name: manifest.header.name,
      startedAt: own.startedAt.formatted(.iso8601), duration: own.totalDuration.inSeconds,
      manifest: ManifestFacts(manifest.header), execution: manifest.execution,
      targets: parts.targets?.facts ?? [],
      measurements: sink.measurements, thresholds: [],
      verdict: own.generator.problems.isEmpty ? .passed : .invalid, peakConcurrency: own.peakConcurrency,
      generator: own.generator, environment: facts)
  }
}

extension RunPaths {
  /// Where the reports of turns are.
  var turns: String { folder + "/turns" }

  /// The report of a turn, counted from 0.
  func turn(_ pair: Int) -> String {
    let number = String(pair + 1)
    return "\(turns)/\(String(repeating: "0", count: max(0, 4 - number.count)))\(number).json.gz"
  }
}

extension RunExecutionResult {
  /// With a turn after it.
  fileprivate func joined(_ own: RunExecutionResult) -> RunExecutionResult {
    var whole = self
    whole.finishedAt = own.finishedAt
    whole.totalDuration += own.totalDuration
    whole.counts = counts + own.counts
    whole.stopReason = own.stopReason
    whole.peakConcurrency = max(peakConcurrency, own.peakConcurrency)
    whole.generator = generator.worse(own.generator)
    return whole
  }
}

extension RunExecutionResult {
  /// Of a side that had no turn.
  static func nothing(_ paths: RunPaths) -> RunExecutionResult {
    RunExecutionResult(
      runID: paths.runID, workflowID: "", startedAt: Date(), totalDuration: .zero, taskResults: [],
      statistics: RunStatistics(), counts: RunCounts(planned: 0, begun: 0))
  }
}
