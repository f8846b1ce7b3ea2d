import Report
import RunModel

/// The parts of the runs, those with the clearest changes first.
struct GroupsSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  /// Nodes speak in the verdict, and come first.
  var html: HTML {
    let nodes = comparison.tables.filter { $0.kind == "node" }
    return HTML(joining: (nodes + comparison.tables.filter { $0.kind != "node" }).map(table))
  }

  private func table(_ table: Comparison.Table) -> HTML {
    let items = table.groups.flatMap { group in group.rows.map { (group, $0) } }
    let scale = ForestMark.Scale(items.map(\.1).filter { $0.outcome != nil }, comparison.margins)
    let listing = Listing(items, limit: 300, bytes: 140_000) { row($0, $1, scale) }
    let columns = PlainColumns.names(table.kind)
    return Section.html(
      Self.title(table.kind),
      Section.search(table.kind, "search \(table.kind)s")
        + Section.table(
          [columns[0], "figure"] + columns.dropFirst(), texts: [1, 4, 5], listing.rows, id: table.kind)
        + Section.note(note(table, listing))
        + StatisticsTable(items.map { ($0.0.name, $0.1) }).html)
  }

  private func note(_ table: Comparison.Table, _ listing: Listing) -> String {
    let omitted =
      table.omitted > 0
      ? "\(Figures.count(table.omitted)) more \(table.kind)s show less of a change and are left out." : nil
    let exact = table.kind == "case" ? "Latencies of a case are exact to 3 %." : nil
    let decide =
      table.groups.contains { $0.rows.contains(where: \.isPrimary) }
      ? "Those that are marked speak in the verdict: they hold a twentieth of the critical path or more."
      : nil
    let left = listing.remark("figures", "the clearest ones")
    return ["The clearest changes first.", decide, exact, omitted, left].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: " ")
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

  private func row(_ group: Comparison.Group, _ row: Comparison.Row, _ scale: ForestMark.Scale) -> HTML {
    let columns = PlainColumns(row, comparison.margins, scale)
    let isFirst = group.rows.first == row
    let label: HTML = group.label.isEmpty || !isFirst ? .empty : "<small>\(group.label.cropped(120))</small>"
    let counts: HTML =
      isFirst
      ? "<small>\(Figures.count(group.firstTotal)) and \(Figures.count(group.secondTotal)) times</small>"
      : .empty
    let decides: HTML = row.isPrimary ? "<small>decides</small>" : .empty
    return """
      <tr><th scope="row" class="name">\(group.name.cropped(120))\(label)\(counts)</th><td>\(columns.text.title)\(decides)</td>\(columns.cells)</tr>
      """
  }
}
