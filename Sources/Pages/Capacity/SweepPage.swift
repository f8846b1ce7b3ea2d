import Judgement
import Report
import RunModel

/// A sweep as one static page: the sentence first, then the curves, then every step.
package struct SweepPage {
  let report: SweepReport

  package init(_ report: SweepReport) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] {
    let warning = HTML(
      joining: [report.steps.unsteadiness].compactMap(\.self).map { "<p class=\"warning\">\($0)</p>" })
    let body: HTML =
      "\(header)\(warning)\(SettingsSection(report).html)\(curves)\(StepsSection(view).html)\(method)"
    return Page(title: "sweep of \(report.name)", body: body).bytes
  }

  private var view: StepsView {
    StepsView(
      unit: report.over, steps: report.steps, objective: report.objective, knee: report.knee,
      settings: report.settings, sentence: report.sentence)
  }

  /// One curve a figure; with settings each combination has its own, when it was made at several loads.
  private var curves: HTML {
    guard let settings = report.settings else { return CurvesSection(view).html }
    let parts = settings.combinations.prefix(12).enumerated().map { index, values -> HTML in
      var own = view
      own.steps = report.steps.filter { $0.settings == values }
      own.knee = ThroughputKnee.load(of: own.steps)
      guard Set(own.steps.map(\.load)).count > 1 else { return .empty }
      return CurvesSection(own, title: settings.words(values).cropped(120), id: "curves-\(index)").html
    }
    return HTML(joining: parts)
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
