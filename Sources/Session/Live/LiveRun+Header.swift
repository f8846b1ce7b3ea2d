import Judgement
import Pages
import Report
import RunModel

extension LiveRun {
  /// What is known of a run that goes on: its manifest's header, its folder's name, and what was measured so far.
  init(
    _ standing: LiveStanding, _ header: ManifestHeader, _ paths: RunPaths, _ measurements: RunMeasurements,
    note: String? = nil
  ) {
    var report = ReportDocument(
      runID: paths.runID, name: header.name, startedAt: paths.startedAt, duration: standing.elapsed,
      manifest: ManifestFacts(header), execution: header.execution,
      targets: header.targets.map { TargetFacts($0) }, measurements: measurements,
      // Only what they ask is drawn; how they stand is told by the standing.
      thresholds: header.judged.map { ThresholdVerdict(threshold: $0, outcome: .inconclusive, measured: "") },
      verdict: .inconclusive, peakConcurrency: standing.series.peak)
    (report.notes, report.tags) = ([], header.runTags)
    self.init(standing: standing, report: report, note: note)
  }
}
