import Report
import RunModel

/// A sweep as one static page: the sentence first, then the curves, then every step.
package struct SweepPage {
  let report: SweepReport

  package init(_ report: SweepReport) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] {
    let body: HTML = "\(header)\(CurvesSection(view).html)\(StepsSection(view).html)\(method)"
    return Page(title: "sweep of \(report.name)", body: body).bytes
  }

  private var view: StepsView {
    StepsView(
      unit: report.over, steps: report.steps, objective: report.objective, knee: report.knee,
      sentence: report.sentence)
  }

  private var header: HTML {
    let style: HTML = report.endedBy == nil ? "passed" : "inconclusive"
    let facts = CapacityPage.facts(report.objective, report.targets, report.startedAt, report.duration)
    return """
      <header class="\(style)"><p class="kicker">floodgate sweep, \(report.over.noun)</p><h1>\(report.name.cropped(200))</h1>
      <p class="verdict"><b>\(report.steps.count) steps</b></p><p class="sub">\(report.sentence.cropped(600))</p>
      <p class="meta">\(facts)</p></header>
      """
  }

  private var method: HTML {
    var facts = FactTable()
    facts.add("Loads", report.loads.map(report.over.number).joined(separator: ", ").cropped(300))
    CapacityPage.add(report.pace, report.environment, to: &facts)
    return Section.html("How it was made", facts.html)
  }
}
