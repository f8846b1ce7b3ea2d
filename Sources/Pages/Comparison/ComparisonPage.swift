import Report
import RunModel

/// A comparison as one static page: the verdict first, then the figures it rests on, then where the change is.
package struct ComparisonPage {
  let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The whole page.
  package var bytes: [UInt8] { Page(title: "comparison of \(name)", body: content).bytes }

  private var name: String { comparison.second.runs.first?.name ?? "runs" }

  private var content: HTML {
    """
    \(header)\(warnings)\(FiguresSection(comparison).html)\
    \(ShiftSection(comparison).html)\(GroupsSection(comparison).html)\
    \(ChangedCasesSection(comparison).html)\(DifferencesSection(comparison).html)\
    \(MethodSection(comparison).html)
    """
  }

  private var header: HTML {
    """
    <header class="\(style(of: comparison.outcome))"><p class="kicker">floodgate comparison</p><h1>\(name.cropped(200))</h1>
    <p class="verdict"><b>\(comparison.outcome.rawValue)</b></p><p class="sub">\(comparison.sentence.cropped(600))</p><p class="sub">\(comparison.nextStep.cropped(400))</p>
    <p class="meta">\(side("first", comparison.first)) · \(side("second", comparison.second))</p></header>
    """
  }

  private func side(_ name: String, _ side: Comparison.Side) -> String {
    let versions = Set(side.runs.flatMap(\.serverVersions)).sorted().joined(separator: ", ")
    let targets = Set(side.runs.flatMap(\.targets)).sorted().joined(separator: ", ")
    let runs = side.runs.count == 1 ? "1 run" : "\(side.runs.count) runs"
    return "\(name): \(runs), \(targets.cropped(200))"
      + (versions.isEmpty ? "" : ", Dify \(versions.cropped(80))")
  }

  private var warnings: HTML {
    let notes = Listing(comparison.notes, limit: 20, bytes: 20_000) { note -> HTML in
      "<p class=\"warning\">\(note.cropped(500))</p>"
    }
    return HTML(joining: notes.rows)
  }
}

/// The style sheet's class of an outcome.
func style(of outcome: Comparison.Outcome?) -> String {
  switch outcome {
  case .worse: "worse-than"
  case .better, .notWorse: "passed"
  case .inconclusive: "inconclusive"
  case .invalid: "invalid"
  case nil: ""
  }
}

extension RowText {
  /// The outcome as a coloured word; nothing for a figure that is not judged.
  var pill: HTML {
    row.outcome == nil ? .empty : "<span class=\"pill \(style(of: row.outcome))\">\(word)</span>"
  }
}
