import Report
import RunModel

/// A search for a capacity as one static page: the sentence first, then the curves, then every step.
package struct CapacityPage {
  let report: CapacityReport

  package init(_ report: CapacityReport) { self.report = report }

  /// The whole page.
  package var bytes: [UInt8] {
    let body: HTML =
      "\(header)\(warnings)\(breaking)\(CurvesSection(view).html)\(StepsSection(view).html)\(method)"
    return Page(title: "capacity of \(report.name)", body: body).bytes
  }

  private var view: StepsView {
    let answer = report.answer
    let edge = answer.sustained.flatMap { held in
      answer.broke.flatMap { held < $0 ? held...$0 : nil }
    }
    return StepsView(
      unit: report.plan.over, steps: report.steps, objective: report.objective, edge: edge,
      knee: report.knee, sentence: report.sentence)
  }

  private var header: HTML {
    let facts = Self.facts(report.objective, report.targets, report.startedAt, report.duration)
    return """
      <header class="\(style)"><p class="kicker">floodgate capacity, \(report.plan.over.noun)</p><h1>\(report.name.cropped(200))</h1>
      <p class="verdict"><b>\(word)</b></p><p class="sub">\(report.sentence.cropped(600))</p>
      <p class="meta">\(facts)</p></header>
      """
  }

  /// What was wanted, where and when, in a line.
  static func facts(
    _ objective: [String], _ targets: [TargetFacts], _ startedAt: String, _ duration: Double
  ) -> String {
    let places = targets.map { "\($0.name): \($0.baseURL.cropped(120))" }.joined(separator: ", ")
    return [
      objective.joined(separator: ", ").cropped(400), places.cropped(300),
      "\(startedAt.cropped(40)), \(Figures.clock(duration))",
    ].filter { !$0.isEmpty }.joined(separator: " \u{b7} ")
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
      "Closed in", "to \(Figures.percent(plan.tolerance)); \(plan.confirmations) steps must hold at the edge")
    if let likeliest = report.likeliest { facts.add("Likeliest capacity", likeliest) }
    if let knee = report.knee {
      facts.add(
        "Knee",
        "\(plan.over.kneeWords(knee)): the most that was reached, over what each brought in the lightest step"
      )
    }
    Self.add(pace, report.environment, to: &facts)
    return Section.html("How it was found", facts.html)
  }

  /// How long steps were, and where they were made.
  static func add(_ pace: CapacityPace, _ environment: [String: String], to facts: inout FactTable) {
    facts.add(
      "A step",
      "\(Figures.clock(pace.step)) (up to four times as long where its quantiles need it) after \(Figures.clock(pace.warmUp)) of warm-up that is thrown away; made again at once, up to three times, while response times change their level"
    )
    for name in ["floodgate", "host", "cores", "cpu", "commit"] {
      if let fact = environment[name] { facts.add(name, fact) }
    }
  }
}
