import Report
import RunModel

/// Two capacities compared as one static page: the verdict, both curves, then every load that both made.
package struct CapacityComparisonPage {
  let comparison: CapacityComparison

  package init(_ comparison: CapacityComparison) { self.comparison = comparison }

  /// The whole page.
  package var bytes: [UInt8] {
    let charts = comparison.curves.map { CurvePair(curve: $0, comparison: comparison).html }
    let curves: HTML =
      charts.isEmpty
      ? .empty
      : Section.html("At the loads that both made", "<div class=\"charts\">\(joining: charts)</div>\(table)")
    return Page(title: "capacities of \(comparison.name)", body: "\(header)\(curves)\(notes)").bytes
  }

  private var header: HTML {
    """
    <header class="\(style(of: comparison.outcome))"><p class="kicker">floodgate capacity comparison, \(comparison.over.noun)</p>\
    <h1>\(comparison.name.cropped(200))</h1>
    <p class="verdict"><b>\(comparison.outcome.rawValue)</b></p><p class="sub">\(comparison.sentence.cropped(600))</p>
    <p class="meta">\(facts.cropped(600))</p></header>
    """
  }

  private var facts: String {
    let sides = [("first", comparison.first), ("second", comparison.second)].map { name, side in
      "\(name): \(side.searches.joined(separator: ", ")) \(side.targets.joined(separator: ", "))"
    }
    return ([comparison.objective.joined(separator: ", ")] + sides).joined(separator: " \u{b7} ")
  }

  private var table: HTML {
    let rows = comparison.curves.flatMap { curve in
      curve.points.prefix(50).map { point in
        Section.row([
          curve.figure, comparison.over.number(point.load), curve.words(point.first),
          curve.words(point.second),
          "\(CapacityComparison.percent(point.second / point.first)) %",
        ])
      } + [Section.row(["\(curve.figure), together", "", "", "", curve.change])]
    }
    return Section.table(
      ["figure", comparison.over.noun, "first", "second", "change"], rows, id: "curves")
  }

  private var notes: HTML {
    let all = comparison.problems + comparison.notes
    return all.isEmpty ? .empty : Section.html("Notes", HTML(joining: Section.said(all)))
  }
}

extension CapacityFormats {
  /// Every form, the page among them.
  package static let everyFormat: [Format] = all + [("html", page)]

  private static let page: Renderer = { CapacityPage($0).bytes }
}

extension CapacityComparisonFormats {
  /// Every form, the page among them.
  package static let everyFormat: [Format] = all + [("html", page)]

  private static let page: Renderer = { CapacityComparisonPage($0).bytes }
}
