import FoundationEssentials
import Judgement
import Report
import RunModel

/// The report of a run that has ended.
extension RunSession {
  func document(
    _ result: RunExecutionResult, _ parts: RunParts, _ conclusion: RunConclusion, _ ownNotes: [String]
  ) async -> ReportDocument {
    let (recorder, targets, health) = (parts.recorder, parts.targets, result.generator)
    let duration = result.totalDuration.inSeconds
    var notes = targets?.notes ?? ["this run used a stub (\(Self.stub(manifest.header))): nothing was sent"]
    notes += RunAdvice.about(manifest.header).map { "advice: \($0)" }
    let traffic = recorder.measurements.traffic
    notes += [
      openStreams(traffic), resends(traffic), Anomaly.sentence(traffic.anomalies),
      manifest.header.shard?.note,
    ].compactMap(\.self)
    notes += ownNotes
    notes += manifest.header.metadata[CoverageFacts.partial].map { ["the cases cover \($0)"] } ?? []
    var report = ReportDocument(
      runID: result.runID, name: manifest.header.name, startedAt: result.startedAt.formatted(.iso8601),
      duration: duration,
      manifest: ManifestFacts(manifest.header),
      execution: manifest.execution, targets: targets?.facts ?? [], measurements: recorder.measurements,
      thresholds: [], verdict: .invalid, stopReason: result.stopReason,
      peakConcurrency: result.peakConcurrency, generator: health,
      environment: EnvironmentFacts.gather().merging(options.facts) { $1 },
      notes: notes)
    (report.tags, report.counts) = (manifest.header.runTags, result.counts)
    report.remarks = priceRemarks(recorder.measurements.money)
    report.reconciliations = conclusion.reconciliations
    report.reached = ReachedLoad(
      manifest.header, recorder.measurements, result.stopReason, generatorWasLate: !health.problems.isEmpty)
    return report.judged(by: gate, abortedBy: parts.watch.abort?.threshold)
  }

  /// Which of the scenario's prices were used; `nil` for none.
  private func priceRemarks(_ money: MoneyTable) -> [String]? {
    let used = manifest.header.targets.compactMap { $0.prices?.used(in: money)?.sentence }
    return used.isEmpty ? nil : Set(used).sorted()
  }

  private func openStreams(_ traffic: Traffic) -> String? {
    guard traffic.leftOpen > 0 else { return nil }
    return
      "\(traffic.leftOpen) streams stayed open after their terminal event and were closed after 5 s; they count to their last event"
  }

  private func resends(_ traffic: Traffic) -> String? {
    guard traffic.resends > 0 else { return nil }
    return
      "\(traffic.resends) requests were sent again because a kept connection had ended (connection.resend_stale)"
  }
}
