import Report
import RunModel
import Statistics

/// Which runs were compared, and how.
struct MethodSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    var facts = FactTable()
    facts.add("unit", unit)
    let margins = comparison.margins
    facts.add(
      "margins",
      "\(Figures.percent(margins.latency)) of a latency, \(Figures.fixed(margins.success * 100, 2)) points of the success rate"
    )
    facts.add("worse", rule)
    facts.add(
      "success",
      "Wilson's intervals a side; the difference by Newcombe's hybrid score interval (method 10), or by Tango's and McNemar's mid-p where tasks are paired by case"
    )
    for (name, dispersion) in zip(["first", "second"], comparison.dispersions) {
      guard let dispersion else { continue }
      facts.add(
        "clusters of failures, \(name) side",
        "variance between \(dispersion.blocks) blocks is \(Figures.number(dispersion.ratio)) times that of independent tasks"
      )
    }
    for (name, side) in [("first", comparison.first), ("second", comparison.second)] {
      for run in side.runs {
        facts.add(
          "\(name) side", "\(run.id), \(run.startedAt), \(Figures.clock(run.duration)), \(run.tasks) tasks")
      }
    }
    let notes = Listing(comparison.notes, limit: 20, bytes: 20_000) { note -> HTML in
      "<p class=\"note\">\(note.cropped(500))</p>"
    }
    return Section.html(
      "How it was compared",
      "<details><summary>Runs, method and notes</summary>\(facts.html)\(joining: notes.rows)</details>")
  }

  private var unit: String {
    let design = comparison.design
    if let turns = design.turns {
      return
        "\(turns.words): Student's interval of the mean of the pairs' ln ratios, with their slow variance where neighbours resemble each other"
    }
    switch design.unit {
    case .pairs:
      return
        "\(design.first) pairs of runs made in turns: Student's interval of the mean of the pairs' ln ratios"
    case .runs:
      return
        "\(design.first) and \(design.second) runs: Welch's interval of the difference of the mean ln quantiles"
    case .blocks:
      return
        "one run a side: moving blocks of \(Figures.number(design.blockSeconds ?? 0)) s drawn again (\(design.first) and \(design.second)), and a noise from run to run of \(Figures.percent(design.assumedRunNoise ?? 0)) assumed"
    case .requests:
      return
        "one run a side, too short for blocks: order statistics, and a noise from run to run of \(Figures.percent(design.assumedRunNoise ?? 0)) assumed"
    }
  }

  private var rule: String {
    comparison.margins.isStrict
      ? "a change is shown (p adjusted below 0.05) and its whole interval lies beyond the margin"
      : "a change is shown (p adjusted below 0.05) and is not surely less than the margin; not worse: it surely is, 19 times of 20 (the upper end of the 90 % interval lies below it)"
  }
}
