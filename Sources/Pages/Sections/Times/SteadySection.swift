import Report
import RunModel

/// The whole run and its steady part, side by side.
struct SteadySection {
  private let words: SteadyWords?

  init(_ report: ReportDocument) { words = SteadyWords(report) }

  var html: HTML {
    guard let words else { return .empty }
    let warnings = words.warnings.map { "<p class=\"warning\">\($0)</p>" as HTML }
    let table = Section.table(
      SteadyWords.columns, words.rows.map { Section.row($0) }, caption: "The whole run, and its steady part")
    return Section.html("Steady part", "\(joining: warnings)\(table)\(Section.note(words.rule))")
  }
}
