import RunModel
import Statistics

/// The nodes of the workflow as a waterfall: when each begins within its run, and how long it takes.
struct NodesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private struct Node {
    var name: String
    var slice: Slice
    /// Nanoseconds after the send; `nil` when its start was not seen.
    var offset: Double?
    var mean: Double { slice.latency.mean ?? 0 }
    var p95: Double { Double(slice.latency.quantile(0.95) ?? 0) }
  }

  var html: HTML {
    let nodes = measurements.nodes.map { name, slice in
      Node(name: name, slice: slice, offset: measurements.nodeOffset(name)?.mean)
    }.sorted { ($0.offset ?? .infinity, $1.mean, $0.name) < ($1.offset ?? .infinity, $0.mean, $1.name) }
    if nodes.isEmpty { return .empty }
    let end = nodes.map { ($0.offset ?? 0) + max($0.mean, $0.p95) }.max() ?? 1
    let listing = Listing(nodes, limit: 100, bytes: 60_000) { row($0, end: max(end, 1)) }
    let columns = [
      "node", "mean start and length", "starts after", "runs", "succeeded", "mean", "p50", "p95", "max",
      "tokens",
    ]
    let note =
      "Starts are seen by the client, lengths are the server's own. The thin line reaches to the p95; all \(Figures.seconds(end / 1e9)) wide. "
      + listing.remark("nodes", "in the order of their starts")
    return Section.html("Nodes", Section.table(columns, texts: [1], listing.rows) + Section.note(note))
  }

  private func row(_ node: Node, end: Double) -> HTML {
    let slice = node.slice
    let sample = CensoredSample(observed: slice.latency)
    return """
      <tr><th scope="row" class="name">\(node.name.cropped(120))</th><td class="wide">\(bar(node, end))</td>\
      \(Section.number(node.offset.map { Figures.seconds($0 / 1e9) } ?? "n/a"))\(Section.number(Figures.count(slice.total)))\
      \(Section.success(slice.succeeded, of: slice.total))\(Section.number(Figures.seconds(node.mean / 1e9)))\
      \(Section.quantile(sample, 0.5))\(Section.quantile(sample, 0.95))\
      \(Section.number(Figures.nanoseconds(slice.latency.max)))\(Section.number(slice.tokens > 0 ? Figures.count(slice.tokens) : ""))</tr>
      """
  }

  private func bar(_ node: Node, _ end: Double) -> HTML {
    let start = (node.offset ?? 0) / end * 100
    return """
      <div class="fall" aria-hidden="true"><u style="left:\(start)%;width:\(max(node.p95, node.mean) / end * 100)%"></u>\
      <i style="left:\(start)%;width:\(node.mean / end * 100)%"></i></div>
      """
  }
}
