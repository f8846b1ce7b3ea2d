import Report
import RunModel

/// The page of a run that goes on: the report's own sections over what was measured so far. It is whole as it is served;
/// events put newer parts in, by ``frame``.
package struct LivePage {
  let run: LiveRun
  private var standing: LiveStanding { run.standing }

  package init(_ run: LiveRun) { self.run = run }

  /// The whole page.
  package var bytes: [UInt8] {
    let parts = parts.map { part -> HTML in "<div id=\"\(part.id)\">\(part.html)</div>\n" }
    return Page(
      title: run.report.name, body: HTML(joining: parts) + Self.foot, script: LiveScript.text,
      allows: "connect-src 'self'; form-action 'self'",
      head: "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"
    ).bytes
  }

  /// The newest parts as JSON: the data of one event.
  package var frame: String {
    let members = parts.map { ($0.id, JSONValue.string($0.html.text)) }
    return JSONValue.object(Dictionary(members) { first, _ in first }).canonicalText
  }

  private static let foot: HTML = """
    <p class="note"><span id="stream" role="status"></span> <a href="../../">All runs</a></p>
    """

  private var parts: [(id: String, html: HTML)] {
    [
      ("part-head", LiveHead(run).html), ("part-now", LiveCards(run).html),
      ("part-shards", LiveShards(standing.shards).html),
      ("part-thresholds", LiveThresholds(standing.thresholds).html), ("part-charts", LiveCharts(run).html),
      ("part-broke", FailuresSection(run.report.measurements).html),
      ("part-nodes", NodesSection(run.report).html),
      ("part-log", LiveLogSection(standing.log).html),
    ]
  }
}
