import Report
import RunModel

/// A search for a capacity as one static page: the sentence first, then the curves, then every step.
package struct CapacityPage {
  let report: CapacityReport

  package init(_ report: CapacityReport) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] {
    let body: HTML =
      "\(header)\(warnings)\(breaking)\(CurvesSection(report).html)\(StepsSection(report).html)\(method)"
    return Page(title: "capacity of \(report.name)", body: body).bytes
  }

  private var header: HTML {
    let targets = report.targets.map { "\($0.name): \($0.baseURL.cropped(120))" }.joined(separator: ", ")
    return """
      <header class="\(style)"><p class="kicker">floodgate capacity, \(report.plan.over.noun)</p><h1>\(report.name.cropped(200))</h1>
      <p class="verdict"><b>\(word)</b></p><p class="sub">\(report.sentence.cropped(600))</p>
      <p class="meta">\(report.objective.joined(separator: ", ").cropped(400)) · \(targets.cropped(300)) · \(report.startedAt.cropped(40)), \(Figures.clock(report.duration))</p></header>
      """
  }

  /// The answer in a word or a number.
  private var word: String {
    let held = report.answer.sustained.map(report.plan.over.words)
    switch report.answer.kind {
    case .found: return held ?? "found"
    case .neverBroke: return "\(held ?? "") or more"
    case .failedAtLeast: return "none"
    case .generatorLimit: return "the generator was the limit"
    case .unfinished: return "unfinished"
    }
  }

  private var style: HTML {
    switch report.answer.kind {
    case .found, .neverBroke: "passed"
    case .failedAtLeast: "failed"
    case .generatorLimit: "invalid"
    case .unfinished: "inconclusive"
    }
  }

  private var warnings: HTML {
    HTML(joining: report.remarks.map { "<p class=\"warning\">\($0)</p>" })
  }

  private var breaking: HTML {
    guard let breaking = report.breaking else { return .empty }
    let signs = breaking.signs.prefix(20).map { sign -> HTML in "<li>\(sign.cropped(400))</li>" }
    let list: HTML = signs.isEmpty ? .empty : "<p>With it:</p><ul>\(joining: signs)</ul>"
    return Section.html(
      "What broke first",
      "<p>At \(report.plan.over.words(breaking.load)): <b>\(breaking.objective.cropped(400))</b></p>\(list)")
  }

  private var method: HTML {
    var facts = FactTable()
    let (plan, pace) = (report.plan, report.pace)
    facts.add("Loads", "from \(plan.over.words(plan.start)), at most \(plan.over.words(plan.most))")
    facts.add(
      "A step",
      "\(Figures.clock(pace.step)) (up to four times as long where its quantiles need it) after \(Figures.clock(pace.warmUp)) of warm-up that is thrown away"
    )
    facts.add(
      "Closed in", "to \(Figures.percent(plan.tolerance)); \(plan.confirmations) steps must hold at the edge")
    if let likeliest = report.likeliest { facts.add("Likeliest capacity", likeliest) }
    if let knee = report.knee {
      facts.add(
        "Knee",
        "throughput stops to grow at about \(plan.over.words(knee)): the most that was reached, over what each brought in the lightest step"
      )
    }
    for name in ["floodgate", "host", "cores", "cpu", "commit"] {
      if let fact = report.environment[name] { facts.add(name, fact) }
    }
    return Section.html("How it was found", facts.html)
  }
}
