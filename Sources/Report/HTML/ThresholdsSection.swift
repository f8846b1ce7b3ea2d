import RunModel
import Statistics

/// How the thresholds were judged.
struct ThresholdsSection {
  let report: ReportDocument
  init(_ report: ReportDocument) { self.report = report }

  var html: HTML {
    if report.thresholds.isEmpty { return .empty }
    let rows = report.thresholds.map { verdict -> HTML in
      let interval =
        verdict.interval.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? ""
      let needed = verdict.tasksNeeded.map { "about \(Figures.count($0)) more tasks would decide" } ?? ""
      return """
        <tr><td><span class="pill \(verdict.outcome.rawValue)">\(verdict.outcome.rawValue)</span></td><td><code>\(verdict.threshold.expression)</code></td>\
        <td class="number">\(verdict.measured)</td><td class="number">\(interval)</td><td>\(needed)</td></tr>
        """
    }
    return Section.html(
      "Thresholds",
      Section.table(["verdict", "threshold", "measured", "95 % interval", ""], texts: [1, 4], rows))
  }
}
