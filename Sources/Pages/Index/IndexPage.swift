import Report
import RunModel
import Statistics

/// The runs of a folder, by scenario, the newest first.
package struct IndexPage {
  private let entries: [RunIndex.Entry]
  private let leftOut: Int

  package init(_ index: RunIndex) { (entries, leftOut) = (index.entries, index.leftOut) }

  private typealias Group = (name: String, entries: [RunIndex.Entry])

  /// The page of a list.
  package static func render(_ index: RunIndex) -> [UInt8] { IndexPage(index).bytes }

  /// The whole page.
  package var bytes: [UInt8] { Page(title: "runs", body: content).bytes }

  private var content: HTML {
    let groups = groups
    var listing = Listing(groups.enumerated().map { ($0, $1) }, limit: 100, bytes: 800_000) {
      section($0.1, number: $0.0)
    }
    if entries.isEmpty { listing.rows = ["<p class=\"note\">There is no run in this folder yet.</p>"] }
    let older = leftOut > 0 ? "\(Figures.count(leftOut)) older runs are not listed." : ""
    return """
      <header><p class="kicker">floodgate runs</p><h1>\(Figures.count(entries.count)) \(entries.count == 1 ? "run" : "runs")</h1>
      <p class="sub">\(verdicts)</p></header>
      \(joining: listing.rows)\(Section.note(listing.remark("scenarios", "the latest first")))\(Section.note(older))
      """
  }

  private var verdicts: String {
    let counts = Dictionary(grouping: entries, by: \.summary.word).mapValues(\.count)
    return (RunVerdict.allCases.map(\.rawValue) + [RunSummary.unjudged]).compactMap { word in
      counts[word].map { "\(Figures.count($0)) \(word)" }
    }.joined(separator: ", ")
  }

  private var groups: [Group] {
    let sorted = entries.sorted {
      ($1.summary.startedAt, $0.folder) < ($0.summary.startedAt, $1.folder)
    }
    var order: [String] = []
    var groups: [String: [RunIndex.Entry]] = [:]
    for entry in sorted {
      if groups[entry.summary.name] == nil { order.append(entry.summary.name) }
      groups[entry.summary.name, default: []].append(entry)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private func section(_ group: Group, number: Int) -> HTML {
    let columns = [
      "run (UTC)", "verdict", "succeeded", "95 % interval", "a second", "p50", "p95", "first text p95",
      "over time",
      "broke most",
    ]
    let rows = group.entries.map(row)
    return Section.html(
      group.name,
      trends(group.entries.map(\.summary))
        + Section.table(columns, texts: [1, 8, 9], rows, id: "runs-\(number)"), id: "scenario-\(number)")
  }

  private func row(_ entry: RunIndex.Entry) -> HTML {
    let run = entry.summary
    let range = run.success.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? ""
    return """
      <tr><th scope="row">\(link(entry))<small>\(Figures.count(run.tasks)) tasks in \(Figures.clock(run.duration))</small></th>\
      <td><span class="pill \(run.word == RunSummary.unjudged ? "" : run.word)">\(run.word)</span></td>\(Section.number(run.success.map { Figures.percent($0.value) } ?? "n/a"))\
      \(Section.number(range))\(Section.number(Figures.digits(run.perSecond)))\(latency(run.median))\(latency(run.p95))\(latency(run.firstTextP95))\
      <td>\(Sparkline(run.finished).html)</td><td>\((run.worstFailure ?? "").cropped(48))</td></tr>

      """
  }

  private func link(_ entry: RunIndex.Entry) -> HTML {
    let name = entry.summary.startedAt.replacing("T", with: " ").replacing("Z", with: "")
    return entry.hasPage ? "<a href=\"./\(Self.encoded(entry.folder))/report.html\">\(name)</a>" : "\(name)"
  }

  /// A folder's name as a part of an address: only letters, digits and `-._~` stand for themselves (RFC 3986).
  private static func encoded(_ name: String) -> String {
    name.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private func latency(_ estimate: RunSummary.Estimate?) -> HTML {
    guard let estimate else { return "<td class=\"n faint\">n/a</td>" }
    let range = "\(Figures.seconds(estimate.low)) to \(Figures.seconds(estimate.high))"
    return "<td class=\"n\" title=\"95 %: \(range)\">\(Figures.seconds(estimate.value))</td>"
  }

  /// Success and p95 from run to run, where there are enough runs to see something.
  private func trends(_ runs: [RunSummary]) -> HTML {
    guard runs.count > 2 else { return .empty }
    let oldestFirst = Array(runs.reversed())
    return """
      <div class="charts">\(TrendLine(title: "Success rate", points: oldestFirst.map(\.success), format: Figures.percent).html)\
      \(TrendLine(title: "p95 of response times", points: oldestFirst.map(\.p95), format: Figures.seconds).html)</div>
      """
  }
}
