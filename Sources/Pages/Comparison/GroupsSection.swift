import Report
import RunModel

/// The parts of the runs, those with the clearest changes first.
struct GroupsSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML { HTML(joining: comparison.tables.map(table)) }

  private func table(_ table: Comparison.Table) -> HTML {
    let items = table.groups.flatMap { group in group.rows.map { (group, $0) } }
    let listing = Listing(items, limit: 300, bytes: 120_000) { row($0, $1, first: $0.rows.first == $1) }
    let omitted =
      table.omitted > 0
      ? " \(Figures.count(table.omitted)) more \(table.kind)s show less of a change and are left out." : ""
    let note =
      "The clearest changes first; p adjusted by Benjamini and Hochberg over this table."
      + (table.kind == "case" ? " Latencies of a case are exact to 3 %." : "") + omitted
      + listing.remark("figures", "the clearest ones")
    let columns = [
      table.kind, "figure", "verdict", "first", "second", "change", "95 %", "longer in", "p", "adjusted",
      "tasks",
    ]
    return Section.html(
      Self.title(table.kind),
      Section.search(table.kind, "search \(table.kind)s")
        + Section.table(columns, texts: [1, 2], listing.rows, id: table.kind)
        + Section.note(note))
  }

  private static func title(_ kind: String) -> String {
    switch kind {
    case "node": "Nodes, by the server's own clock"
    case "case": "Cases"
    case "scenario": "Scenarios"
    case "variant": "Variants"
    default: "Tags"
    }
  }

  private func row(_ group: Comparison.Group, _ row: Comparison.Row, first: Bool) -> HTML {
    let text = RowText(row)
    let label: HTML = group.label.isEmpty ? .empty : "<small>\(group.label.cropped(120))</small>"
    let superiority = row.unit == .seconds ? group.superiority.map(Figures.percent) ?? "" : ""
    return """
      <tr><th scope="row" class="name">\(group.name.cropped(120))\(first ? label : .empty)</th>\
      <td>\(row.name)</td><td>\(text.pill)</td>\
      \(Section.number(text.first))\(Section.number(text.second))\(Section.number(text.change))\(Section.number(text.interval))\
      \(Section.number(superiority))\(Section.number(text.p))\(Section.number(text.pAdjusted))\
      \(Section.number("\(Figures.count(group.firstTotal)), \(Figures.count(group.secondTotal))"))</tr>
      """
  }
}
