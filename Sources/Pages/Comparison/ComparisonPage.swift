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
    \(header)\(FiguresSection(comparison).html)\(GroupsSection(comparison).html)\
    \(ChangedCasesSection(comparison).html)\(DriftSection(comparison).html)\(DifferencesSection(comparison).html)\
    \(ShiftSection(comparison).html)\(MethodSection(comparison).html)
    """
  }

  private var header: HTML {
    """
    <header class="\(style(of: comparison.outcome))"><p class="kicker">floodgate comparison</p><h1>\(name.cropped(200))</h1>
    <p class="verdict"><b>\(comparison.word)</b></p><p class="sub">\(comparison.sentence.cropped(600))</p><p class="sub">\(code(comparison.nextStep.cropped(600)))</p>
    <p class="meta">\(side("first", comparison.first)) · \(side("second", comparison.second))</p></header>
    \(comparison.caution.map { "<p class=\"warning\">\(code($0))</p>" } ?? .empty)
    """
  }

  /// What stands between backticks as code.
  private func code(_ text: String) -> HTML {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
      index, part -> HTML in
      index.isMultiple(of: 2) ? "\(String(part))" : "<code>\(String(part))</code>"
    }
    return HTML(joining: parts)
  }

  private func side(_ name: String, _ side: Comparison.Side) -> String {
    let versions = Set(side.runs.flatMap(\.serverVersions)).sorted().joined(separator: ", ")
    let targets = Set(side.runs.flatMap(\.targets)).sorted().joined(separator: ", ")
    let runs = side.runs.count == 1 ? "1 run" : "\(side.runs.count) runs"
    return "\(name): \(runs), \(targets.cropped(200))"
      + (versions.isEmpty ? "" : ", Dify \(versions.cropped(80))")
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
    row.outcome == nil ? .empty : "<span class=\"pill \(style(of: row.outcome))\">\(verdict)</span>"
  }
}
