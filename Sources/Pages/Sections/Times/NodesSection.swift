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
    // From the first node on: what a queue took before it is told elsewhere.
    let begin = nodes.compactMap(\.offset).min() ?? 0
    let end = nodes.map { ($0.offset ?? begin) + max($0.mean, $0.p95) - begin }.max() ?? 1
    let (counts, costs) = (Self.counts.filter { $0.isUsed(nodes) }, Self.costs.filter { $0.isUsed(nodes) })
    let listing = Listing(nodes, limit: 100, bytes: 60_000) { row($0, begin, max(end, 1), counts, costs) }
    let columns =
      ["node", "mean start and length", "critical path", "starts after", "runs"] + counts.map(\.name)
      + ["mean", "p50", "p95", "max"] + costs.map(\.name)
    let note =
      "Starts are seen by the client, lengths are the server's own. The thin line reaches to the p95; the critical path is the chain of nodes that made a successful run as long as it was, and what runs inside an iteration or a loop is not counted as its; all \(Figures.seconds(end / 1e9)) wide, from \(Figures.seconds(begin / 1e9)) after the send on. "
      + listing.remark("nodes", "in the order of their starts")
    return Section.html(
      "Nodes", words + Section.table(columns, texts: [1], listing.rows) + Section.note(note))
  }

  private var words: HTML {
    report.nodeWords.map { "<p class=\"said\">\($0.sentence)</p>" } ?? .empty
  }

  /// A column that is there only when some node has something in it.
  private struct Extra {
    let name: String
    let text: @Sendable (Node) -> String?
    var style: HTML = "n"

    func isUsed(_ nodes: [Node]) -> Bool { nodes.contains { text($0) != nil } }
    func cell(_ node: Node) -> HTML { "<td class=\"\(style)\">\(text(node) ?? "")</td>" }
  }

  private static let counts = [
    Extra(
      name: "failed", text: { count($0.slice.total - $0.slice.succeeded) }, style: "n badtext"),
    // A run in which a node was tried again is no success: rows know of successes only.
    Extra(name: "retries", text: { count(max($0.slice.retries, $0.row?.retries ?? 0)) }),
  ]
  private static let costs = [
    Extra(name: "tokens", text: { count($0.slice.tokens) }),
    Extra(name: "cost", text: { $0.slice.cost > .zero ? "\($0.slice.cost)" : nil }),
  ]

  private static func count(_ number: Int) -> String? { number > 0 ? Figures.count(number) : nil }

  private func row(_ node: Node, _ begin: Double, _ end: Double, _ counts: [Extra], _ costs: [Extra]) -> HTML
  {
    let slice = node.slice
    let sample = CensoredSample(observed: slice.latency)
    return """
      <tr><th scope="row" class="name">\(node.name.cropped(120))</th><td class="wide">\(bar(node, begin, end))</td>\
      \(Section.number(share(node)))\(Section.number(node.offset.map { Figures.seconds($0 / 1e9) } ?? "n/a"))\
      \(Section.number(Figures.count(slice.total)))\(joining: counts.map { $0.cell(node) })\
      \(Section.number(Figures.seconds(node.mean / 1e9)))\
      \(Section.quantile(sample, 0.5))\(Section.quantile(sample, 0.95))\
      \(Section.number(Figures.nanoseconds(slice.latency.max)))\(joining: costs.map { $0.cell(node) })</tr>
      """
  }

  private func share(_ node: Node) -> String {
    let all = measurements.time.nodes.critical
    guard let row = node.row, all > 0 else { return "" }
    return Figures.wholePercent(Double(row.critical) / Double(all))
  }

  private func bar(_ node: Node, _ begin: Double, _ end: Double) -> HTML {
    let start = max((node.offset ?? begin) - begin, 0) / end * 100
    return """
      <div class="fall" aria-hidden="true"><u style="left:\(start)%;width:\(max(node.p95, node.mean) / end * 100)%"></u>\
      <i style="left:\(start)%;width:\(node.mean / end * 100)%"></i></div>
      """
  }
}
