import RunModel
import Statistics

/// What rules look at: usual and slow tasks, what was cut, and how parts move with the load. Lengths are seconds.
package struct DiagnosisFacts {
  package let report: ReportDocument
  let slow: TailTable.Row
  let usual: TailTable.Row
  let load: LoadBins

  /// The fewest tasks that say something.
  static let fewest = 20
  /// What happens between `workflow_started` and the terminal event, or in a blocking run.
  static let run: [TimePart] = [
    .application, .nodes, .plugin, .gaps, .modelFirstToken, .modelGeneration, .afterText,
  ]

  package init(_ report: ReportDocument) {
    self.report = report
    let tail = report.measurements.time.tail
    (slow, usual) = (tail.around(0.95) ?? .init(), tail.around(0.5) ?? .init())
    load = report.loadBins
  }

  var measurements: RunMeasurements { report.measurements }
  var profile: TimeProfile { report.measurements.time }
  var cut: PartTable { profile.cut }
  /// Whether enough tasks came to their end.
  var isTelling: Bool { profile.parts.count >= Self.fewest }

  /// The mean of some parts over tasks about the p95.
  func slowTime(_ parts: [TimePart]) -> Double { Self.time(parts, slow) }
  /// The same over tasks about the p50.
  func usualTime(_ parts: [TimePart]) -> Double { Self.time(parts, usual) }

  /// Whether enough tasks came to their end, and these parts have such a share of the slow ones, or of the usual ones, and
  /// take so many seconds of them: what all tasks wait for may be little beside what a few wait for.
  func isSlow(_ parts: [TimePart], share: Double, seconds: Double) -> Bool {
    isTelling
      && [slow, usual].contains { Self.share(parts, $0) >= share && Self.time(parts, $0) >= seconds }
  }

  /// Of tasks that were cut: how many, when most of their time was this part; 0 when it was not, or too few were cut.
  func cutIn(_ part: TimePart) -> Int {
    guard cut.count >= 5, cut.sums.total > 0, cut.count * 50 >= measurements.statistics.total else {
      return 0
    }
    return Double(cut.sums[part]) >= 0.6 * Double(cut.sums.total) ? cut.count : 0
  }

  /// How a part went for usual tasks, slow ones, and those that were cut.
  func evidence(_ name: String, _ parts: [TimePart]) -> String {
    "\(name): \(Figures.seconds(usualTime(parts))) in usual tasks (\(Figures.wholePercent(Self.share(parts, usual))) of them), \(Figures.seconds(slowTime(parts))) in slow ones (\(Figures.wholePercent(Self.share(parts, slow))) of them)"
  }

  func cutEvidence(_ part: TimePart, _ doing: String) -> String? {
    guard cutIn(part) > 0, let mean = cut.mean(of: part) else { return nil }
    return
      "\(cut.count) tasks were cut while they waited for \(doing), after \(Figures.seconds(mean / 1e9)) on average"
  }

  private static func share(_ parts: [TimePart], _ row: TailTable.Row) -> Double {
    row.parts.total > 0 ? Double(row.parts.sum(of: parts)) / Double(row.parts.total) : 0
  }

  private static func time(_ parts: [TimePart], _ row: TailTable.Row) -> Double {
    row.count > 0 ? Double(row.parts.sum(of: parts)) / Double(row.count) / 1e9 : 0
  }
}
