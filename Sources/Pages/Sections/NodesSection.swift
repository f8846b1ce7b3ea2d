import RunModel
import Statistics

/// The nodes of the workflow as a waterfall: when each begins within its run, and how long it takes.
struct NodesSection {
  let report: ReportDocument
  private var measurements: RunMeasurements { report.measurements }
  init(_ report: ReportDocument) { self.report = report }

  private struct Node {
    var name: String
    var slice: Slice
    /// Of the critical path of tasks that succeeded; `nil` when it is not known.
    var row: NodeTable.Row?
    /// Nanoseconds after the send; `nil` when its start was not seen.
    var offset: Double?
    var mean: Double { slice.latency.mean ?? 0 }
    var p95: Double { Double(slice.latency.quantile(0.95) ?? 0) }
  }

  var html: HTML {
    let rows = Dictionary(measurements.time.nodes.rows.map { ($0.name, $0) }) { first, _ in first }
    let nodes = measurements.nodes.map { name, slice in
      Node(name: name, slice: slice, row: rows[name], offset: measurements.nodeOffset(name)?.mean)
    }.sorted { ($0.offset ?? .infinity, $1.mean, $0.name) < ($1.offset ?? .infinity, $0.mean, $1.name) }
    if nodes.isEmpty { return .empty }
    let end = nodes.map { ($0.offset ?? 0) + max($0.mean, $0.p95) }.max() ?? 1
    let listing = Listing(nodes, limit: 100, bytes: 60_000) { row($0, end: max(end, 1)) }
    let columns = [
      "node", "mean start and length", "critical path", "starts after", "runs", "failed", "retries", "mean",
      "p50", "p95", "max", "tokens", "cost",
    ]
    let note =
      "Starts are seen by the client, lengths are the server's own. The thin line reaches to the p95; the critical path is the chain of nodes that made a successful run as long as it was, and what runs inside an iteration or a loop is not counted as its; all \(Figures.seconds(end / 1e9)) wide. "
      + listing.remark("nodes", "in the order of their starts")
    return Section.html(
      "Nodes", words + Section.table(columns, texts: [1], listing.rows) + Section.note(note))
  }

  private var words: HTML {
    report.nodeWords.map { "<p class=\"said\">\($0.sentence)</p>" } ?? .empty
  }

  private func row(_ node: Node, end: Double) -> HTML {
    let slice = node.slice
    let sample = CensoredSample(observed: slice.latency)
    return """
      <tr><th scope="row" class="name">\(node.name.cropped(120))</th><td class="wide">\(bar(node, end))</td>\
      \(Section.number(share(node)))\(Section.number(node.offset.map { Figures.seconds($0 / 1e9) } ?? "n/a"))\
      \(Section.number(Figures.count(slice.total)))\(failed(slice))\(Section.number(node.row.map { $0.retries > 0 ? Figures.count($0.retries) : "" } ?? ""))\
      \(Section.number(Figures.seconds(node.mean / 1e9)))\
      \(Section.quantile(sample, 0.5))\(Section.quantile(sample, 0.95))\
      \(Section.number(Figures.nanoseconds(slice.latency.max)))\(Section.number(slice.tokens > 0 ? Figures.count(slice.tokens) : ""))\
      \(Section.number(slice.cost > .zero ? "\(slice.cost)" : ""))</tr>
      """
  }

  private func share(_ node: Node) -> String {
    let all = measurements.time.nodes.critical
    guard let row = node.row, all > 0 else { return "" }
    return Figures.wholePercent(Double(row.critical) / Double(all))
  }

  private func failed(_ slice: Slice) -> HTML {
    let count = slice.total - slice.succeeded
    return count == 0 ? Section.number("") : "<td class=\"n badtext\">\(Figures.count(count))</td>"
  }

  private func bar(_ node: Node, _ end: Double) -> HTML {
    let start = (node.offset ?? 0) / end * 100
    return """
      <div class="fall" aria-hidden="true"><u style="left:\(start)%;width:\(max(node.p95, node.mean) / end * 100)%"></u>\
      <i style="left:\(start)%;width:\(node.mean / end * 100)%"></i></div>
      """
  }
}
