import RunModel

/// What the server's own record says of the run, and in what it differs from what the client saw.
struct RecordSection {
  let reconciliations: [Reconciliation]
  init(_ report: ReportDocument) { reconciliations = report.reconciliations ?? [] }

  var html: HTML {
    if reconciliations.isEmpty { return .empty }
    return Section.html("The server's own record", HTML(joining: reconciliations.prefix(20).map(part)))
  }

  private func part(_ found: Reconciliation) -> HTML {
    var table = FactTable()
    for (name, text) in found.facts { table.add(name, text) }
    let notes = found.notes.prefix(10).map { Section.note($0.cropped(300)) }
    let title: HTML = reconciliations.count > 1 ? "<h3>target \(found.target.cropped(80))</h3>" : .empty
    return """
      \(title)<p class="said">\(found.sentence.cropped(400))</p>\(table.html)\(joining: notes)\(differences(found))
      """
  }

  private func differences(_ found: Reconciliation) -> HTML {
    if found.differences.isEmpty { return .empty }
    let listing = Listing(found.differences, limit: 100, bytes: 40_000) { difference -> HTML in
      """
      <tr><th scope="row">\(difference.kind.rawValue)</th><td><code>\(difference.id.cropped(80))</code></td>\
      <td>\(difference.words)</td></tr>
      """
    }
    let total = found.differing.values.reduce(0, +)
    let left = total - listing.rows.count
    return Section.table(
      ["difference", "run or message", "what both say"], texts: [1, 2], listing.rows,
      caption: "Runs of which both sides do not say the same")
      + Section.note(
        left > 0 ? "The first of each kind are listed; \(Figures.count(left)) more are not." : "")
  }
}
