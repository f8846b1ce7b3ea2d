import Report
import RunModel

/// Cases whose outcome changed.
struct ChangedCasesSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    let parts = [
      list("Fail more often on the second side", comparison.newlyFailing),
      list("Fail more often on the first side", comparison.newlySucceeding),
    ]
    return comparison.newlyFailing.isEmpty && comparison.newlySucceeding.isEmpty
      ? .empty : Section.html("Cases that changed", HTML(joining: parts))
  }

  private func list(_ title: String, _ cases: [Comparison.ChangedCase]) -> HTML {
    if cases.isEmpty { return .empty }
    let listing = Listing(cases, limit: 50, bytes: 30_000) { changed -> HTML in
      """
      <tr><th scope="row"><code>\(changed.id.cropped(80))</code></th><td>\(changed.counts)</td><td>\(changed.failure ?? "")</td><td>\(changed.label)</td></tr>
      """
    }
    return
      "<h3>\(title)</h3>\(Section.table(["case", "failed", "failure", "asks"], texts: [1, 2, 3], listing.rows, caption: title))\(Section.note(listing.remark("cases", "the clearest ones")))"
  }
}
