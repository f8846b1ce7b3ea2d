import RunModel
import Statistics

/// The server's own times of nodes.
struct NodesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let nodes = measurements.nodes.sorted {
      ($1.value.latency.mean ?? 0, $0.key) < ($0.value.latency.mean ?? 0, $1.key)
    }
    if nodes.isEmpty { return .empty }
    let longest = nodes.compactMap(\.value.latency.mean).max() ?? 1
    let rows = nodes.prefix(100).map { name, slice -> HTML in
      let share = (slice.latency.mean ?? 0) / max(longest, 1) * 100
      return """
        <tr><th scope="row">\(name)</th><td class="wide"><span class="bar"><i style="width:\(share)%"></i></span></td>\(Section.number(Figures.count(slice.total)))\
        \(Section.number(Figures.count(slice.total - slice.succeeded)))\(Section.quantile(slice.latency, 0.5))\(Section.quantile(slice.latency, 0.95))\
        \(Section.number(Figures.nanoseconds(slice.latency.max)))\(Section.number(slice.tokens > 0 ? Figures.count(slice.tokens) : ""))</tr>
        """
    }
    let columns = ["node", "mean", "runs", "not succeeded", "p50", "p95", "max", "tokens"]
    return Section.html("Nodes, by the server's own clock", Section.table(columns, texts: [1], rows))
  }
}
