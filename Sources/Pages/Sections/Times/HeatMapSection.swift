import RunModel
import Statistics

/// One parameter against another, coloured by success or by p95.
struct HeatMapSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let limit = 12

  var html: HTML {
    let maps = ParameterMap.all(of: measurements)
    if maps.isEmpty { return .empty }
    let listing = Listing(maps, limit: Self.limit, bytes: 150_000, row: map)
    let hasFailures = maps.contains { $0.cells.values.contains { $0.succeeded < $0.total } }
    let note = listing.remark("pairs of parameters", "those that differ most first")
    return Section.html(
      "Parameters against each other",
      """
      <div class="maps\(hasFailures ? " by-success" : "")">\(tools(maps.prefix(listing.rows.count), hasFailures))\(joining: listing.rows)</div>\
      \(Section.note(note))
      """)
  }

  private func tools(_ maps: some Sequence<ParameterMap>, _ hasFailures: Bool) -> HTML {
    let names = maps.map { map -> HTML in
      "<option>\(map.row.cropped(60)) against \(map.column.cropped(60))</option>"
    }
    let chooser: HTML =
      names.count > 1 ? "<label>show <select id=\"map\">\(joining: names)</select></label>" : .empty
    return """
      <div class="tools needs-script">\(chooser)<label>colour by <select id="colour">\
      <option value="success"\(hasFailures ? " selected" : "")>success rate</option><option value="p95"\(hasFailures ? "" : " selected")>p95 of successes</option></select></label></div>
      """
  }

  private func map(_ map: ParameterMap) -> HTML {
    let slowest = Double(map.cells.values.compactMap { $0.latency.quantile(0.95) }.max() ?? 1)
    let worst = map.cells.values.map(ParameterMap.failed).max() ?? 0
    let lines = map.rows.map { row -> HTML in
      let boxes = map.columns.map { box(map.cells[.init(row: row, column: $0)], slowest, worst) }
      return "<tr><th scope=\"row\">\(row)</th>\(joining: boxes)</tr>"
    }
    let heads = map.columns.map { column -> HTML in "<th scope=\"col\">\(column)</th>" }
    let name = "\(map.row.cropped(60)) against \(map.column.cropped(60))"
    return """
      <div class="map">\(Section.scroll("<table class=\"heat\"><caption>\(name): share that succeeded, and p95 of successes</caption><thead><tr><td class=\"none\"></td>\(joining: heads)</tr></thead><tbody>\(joining: lines)</tbody></table>", label: name))</div>

      """
  }

  private func box(_ cell: Cell?, _ slowest: Double, _ worst: Double) -> HTML {
    guard let cell, cell.total > 0 else { return "<td class=\"none\"></td>" }
    let p95 = cell.latency.quantile(0.95)
    let heat = p95.map { Double($0) / slowest } ?? 0
    let failed = ParameterMap.failed(cell)
    // At least 25 % failures for the full colour: one miss in a thousand is no fire.
    let fire = failed / max(worst, 0.25)
    return """
      <td style="--h:\(heat);--f:\(fire)" title="\(cell.succeeded) of \(cell.total) succeeded"><b>\(Figures.percent(1 - failed))</b><small>\(p95.map(Figures.nanoseconds) ?? "-")</small></td>
      """
  }
}
