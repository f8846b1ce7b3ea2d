import Report
import RunModel

/// Cases whose answers differ in kind, length, language or structure.
struct DriftSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    guard let drift = comparison.drift else { return .empty }
    return Section.html("Answers", "<p class=\"said\">\(drift.sentence)</p>\(table(drift))")
  }

  private func table(_ drift: AnswerDrift) -> HTML {
    if drift.cases.isEmpty { return .empty }
    let listing = Listing(drift.cases, limit: 50, bytes: 60_000) { changed -> HTML in
      """
      <tr><th scope="row"><code>\(changed.id.cropped(80))</code> \(changed.label.cropped(120))</th>\
      <td>\(changed.differs.joined(separator: ", "))</td>\(side(changed, 0))\(side(changed, 1))</tr>
      """
    }
    return
      "\(Section.table(["case", "differs in", "first side", "second side"], texts: [1, 2, 3], listing.rows, caption: "Cases whose answers differ"))\(Section.note(listing.remark("cases", "the first ones")))"
  }

  private func side(_ changed: AnswerDrift.Case, _ index: Int) -> HTML {
    guard changed.shapes.indices.contains(index), changed.texts.indices.contains(index) else {
      return "<td></td>"
    }
    return "<td>\(changed.shapes[index].cropped(200))<br><q>\(changed.texts[index].cropped(200))</q></td>"
  }
}
