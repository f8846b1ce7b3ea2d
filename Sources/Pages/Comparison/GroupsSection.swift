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

  private struct Item {
    var group: Comparison.Group
    var row: Comparison.Row
    /// Whether it says something: a change, or what the verdict rests on.
    var isTold: Bool { row.isPrimary || row.outcome == .worse || row.outcome == .better }
  }

  /// What changed, and what decides; all else would only hide it.
  private func table(_ table: Comparison.Table) -> HTML {
    let items = table.groups.flatMap { group in group.rows.map { Item(group: group, row: $0) } }
    let (told, others) = (items.filter(\.isTold), items.filter { !$0.isTold })
    let scale = ForestMark.Scale(items.map(\.row).filter { $0.outcome != nil }, comparison.margins)
    let changed: HTML = told.isEmpty ? .empty : rows(told, table, scale, id: "\(table.kind)-changed")
    return Section.html(
      Self.title(table.kind),
      changed + Section.note(note(table, told)) + beside(others, table, scale)
        + StatisticsTable(items.map { ($0.group.name, $0.row) }).html)
  }

  private func beside(_ items: [Item], _ table: Comparison.Table, _ scale: ForestMark.Scale) -> HTML {
    if items.isEmpty { return .empty }
    return """
      <details><summary>More figures, of which no change is shown (\(items.count))</summary>\
      \(Section.search(table.kind, "search \(table.kind)s"))\(rows(items, table, scale, id: table.kind))</details>
      """
  }

  private func rows(_ items: [Item], _ table: Comparison.Table, _ scale: ForestMark.Scale, id: String) -> HTML
  {
    let listing = Listing(Array(items.enumerated()), limit: 300, bytes: 140_000) { index, item in
      row(item, isFirst: index == 0 || items[index - 1].group.name != item.group.name, scale)
    }
    let columns = PlainColumns.names(table.kind)
    return Section.table(
      [columns[0], "figure"] + columns.dropFirst(), texts: [1, 4, 5], listing.rows, id: id, style: "five")
      + Section.note(listing.remark("figures", "the clearest ones"))
  }

  private func note(_ table: Comparison.Table, _ told: [Item]) -> String {
    let omitted =
      table.omitted > 0
      ? "\(Figures.count(table.omitted)) more \(table.kind)s show less of a change and are left out." : nil
    let exact = table.kind == "case" ? "Latencies of a case are exact to 3 %." : nil
    let decide =
      told.contains(where: \.row.isPrimary)
      ? "Those that are marked speak in the verdict: they hold a twentieth of the critical path or more."
      : nil
    let order = told.isEmpty ? "No \(table.kind) is shown to have changed." : "The clearest changes first."
    return [order, decide, exact, omitted].compactMap(\.self).joined(separator: " ")
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

  private func row(_ item: Item, isFirst: Bool, _ scale: ForestMark.Scale) -> HTML {
    let (group, row) = (item.group, item.row)
    let columns = PlainColumns(row, comparison.margins, scale)
    let label: HTML = group.label.isEmpty || !isFirst ? .empty : "<small>\(group.label.cropped(120))</small>"
    let counts: HTML =
      isFirst
      ? "<small>\(Figures.count(group.firstTotal)) and \(Figures.count(group.secondTotal)) times</small>"
      : .empty
    let decides: HTML = row.isPrimary ? "<small>decides</small>" : .empty
    return """
      <tr><th scope="row" class="name">\(group.name.cropped(120))\(label)\(counts)</th>\
      <td class="figure">\(columns.text.title)\(decides)</td>\(columns.cells)</tr>
      """
  }
}
