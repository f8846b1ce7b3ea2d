import RunModel
import Statistics

/// The cases, with search and sort.
struct CasesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let cases = measurements.cases.map {
      (id: $0.key, cell: $0.value, failed: $0.value.total - $0.value.succeeded)
    }
    .sorted { ($1.failed, $0.id) < ($0.failed, $1.id) }
    if cases.count < 2 { return .empty }
    let listing = Listing(cases, limit: 2000, bytes: 330_000) { row($0.id, $0.cell, failed: $0.failed) }
    let columns = ["case", "parameters", "tasks", "succeeded", "failed", "p50", "p95", "last failure"]
    return Section.html(
      "Cases",
      Section.search("cases", "search id, parameters, failure")
        + Section.table(columns, texts: [1, 7], listing.rows, id: "cases")
        + Section.note(note(listing)))
  }

  private func note(_ listing: Listing) -> String {
    var parts = ["Quantiles of cases are within 3.2 %; those that a case cannot carry are left out."]
    let rest = listing.remark("cases", "those with most failures first")
    if !rest.isEmpty { parts.append(rest) }
    if measurements.droppedCells > 0 {
      parts.append(
        "Only the first \(Figures.count(RunMeasurements.cellLimit)) cases of the run were measured by themselves."
      )
    }
    if parts.count > 1 { parts.append("results.ndjson.gz has all results.") }
    return parts.joined(separator: " ")
  }

  private func row(_ id: String, _ cell: Cell, failed: Int) -> HTML {
    """
    <tr><th scope="row"><code>\(id.cropped(40))</code></th><td class="name">\(cell.label)</td>\(Section.number(Figures.count(cell.total)))\(Section.success(cell.succeeded, of: cell.total))\
    \(Section.number(failed > 0 ? Figures.count(failed) : "0"))\(quantile(cell, 0.5))\(quantile(cell, 0.95))<td>\(cell.failure?.rawValue ?? "")</td></tr>

    """
  }

  private func quantile(_ cell: Cell, _ share: Double) -> HTML {
    let needed = share == 0.5 ? Self.neededForMedian : Self.neededForP95
    guard cell.latency.count >= needed, let value = cell.latency.quantile(share) else {
      return "<td class=\"n faint\">n/a</td>"
    }
    return Section.number(Figures.nanoseconds(value))
  }

  private static let neededForMedian = QuantileInterval.minimumCount(0.5)
  private static let neededForP95 = QuantileInterval.minimumCount(0.95)
}
