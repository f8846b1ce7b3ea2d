import RunModel
import Statistics

/// Every case, with search and sort.
struct CasesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private static let limit = 1000

  var html: HTML {
    let cases = measurements.cases.sorted { left, right in
      let (first, second) = (
        left.value.total - left.value.succeeded, right.value.total - right.value.succeeded
      )
      return (second, left.key) < (first, right.key)
    }
    if cases.count < 2 { return .empty }
    let rows = cases.prefix(Self.limit).map { id, cell -> HTML in
      let failed = cell.total - cell.succeeded
      return """
        <tr><th scope="row"><code>\(id)</code></th><td>\(cell.label)</td>\(Section.number(Figures.count(cell.total)))\
        <td class="number\(failed > 0 ? " badtext" : "")">\(Figures.count(failed))</td>\(Section.number(cell.latency.quantile(0.5).map(Figures.nanoseconds) ?? ""))\
        \(Section.number(cell.latency.quantile(0.95).map(Figures.nanoseconds) ?? ""))<td>\(cell.failure?.rawValue ?? "")</td></tr>
        """
    }
    let more: HTML =
      cases.count > Self.limit || measurements.droppedCells > 0
      ? "<p class=\"note\">\(Self.limit) cases at most are listed here, those with failures first; results.ndjson.gz has all.</p>"
      : .empty
    let search: HTML =
      "<p><input type=\"search\" id=\"search\" placeholder=\"search cases\" aria-label=\"search cases\"></p>"
    let columns = ["case", "parameters", "tasks", "not succeeded", "p50", "p95", "last failure"]
    return Section.html("Cases", search + Section.table(columns, texts: [1, 6], rows, id: "cases") + more)
  }
}
