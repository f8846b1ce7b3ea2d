import RunModel
import Statistics

/// How the thresholds were judged; what does not hold comes first.
struct ThresholdsSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  private static let order: [ThresholdVerdict.Outcome] = [.fail, .noData, .inconclusive, .pass]

  var html: HTML {
    if report.thresholds.isEmpty { return .empty }
    let sorted = Self.order.flatMap { outcome in report.thresholds.filter { $0.outcome == outcome } }
    let listing = Listing(sorted, limit: 200, bytes: 60_000, row: row)
    let columns = ["verdict", "threshold", "measured", "95 % interval", ""]
    return Section.html(
      "Thresholds",
      Section.table(columns, texts: [1, 4], listing.rows)
        + Section.note(listing.remark("thresholds", "those that do not hold first")))
  }

  private func row(_ verdict: ThresholdVerdict) -> HTML {
    let interval =
      verdict.interval95
      ?? verdict.interval.map { Figures.percents($0) } ?? ""
    var remarks: [String] = []
    if let explanation = verdict.explanation {
      remarks.append(explanation.cropped(300))
    } else {
      // Of the first reports, which had no explanations.
      if let needed = verdict.tasksNeeded {
        remarks.append("about \(Figures.count(needed)) more tasks would decide")
      }
      if verdict.abortedRun { remarks.append("ended the run") }
    }
    return """
      <tr><td><span class="pill \(verdict.outcome.rawValue)">\(verdict.outcome.rawValue)</span></td><td class="name"><code>\(verdict.threshold.expression.cropped(300))</code></td>\
      \(Section.number(verdict.measured.cropped(60)))\(Section.number(interval))<td>\(remarks.joined(separator: "; "))</td></tr>
      """
  }
}
