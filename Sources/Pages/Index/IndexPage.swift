import Report
import RunModel
import Statistics

/// The runs of a folder, by scenario, the newest first.
package struct IndexPage {
  private let entries: [RunIndex.Entry]
  private let leftOut: Int
  private let series: [RunIndex.Series]
  private let served: ServedIndex?

  /// Of a list; `served` is what stands beside it when a server shows it, `nil` for a page that is a file.
  package init(_ index: RunIndex, served: ServedIndex? = nil) {
    entries = index.entries.filter { served?.finds($0) ?? true }
    (leftOut, self.served) = (index.leftOut, served)
    series = index.series.filter { served?.finds($0) ?? true }
  }

  private typealias Group = (name: String, entries: [RunIndex.Entry])

  /// The page of a list.
  package static func render(_ index: RunIndex) -> [UInt8] { IndexPage(index).bytes }

  /// The whole page.
  package var bytes: [UInt8] {
    Page(title: "runs", body: content, allows: served == nil ? "form-action 'none'" : "form-action 'self'")
      .bytes
  }

  private var content: HTML {
    let groups = groups
    var listing = Listing(groups.enumerated().map { ($0, $1) }, limit: 100, bytes: 800_000) {
      section($0.1, number: $0.0)
    }
    if entries.isEmpty, series.isEmpty { listing.rows = ["<p class=\"note\">\(nothing)</p>"] }
    let older = leftOut > 0 ? "\(Figures.count(leftOut)) older runs are not listed." : ""
    return """
      <header><p class="kicker">floodgate runs</p><h1>\(Figures.count(entries.count)) \(entries.count == 1 ? "run" : "runs")</h1>
      <p class="sub">\(verdicts)</p></header>
      \(served?.top ?? search)\(joining: listing.rows)\(SeriesSection(series, isServed: served != nil).html)\(Section.note(listing.remark("scenarios", "the latest first")))\(Section.note(older))
      """
  }

  /// A page that is a file searches itself.
  private var search: HTML {
    entries.count > 1 ? Section.search("", "scenario, verdict, day, tag, failure") : .empty
  }

  private var nothing: String {
    (served?.search ?? "").isEmpty && (served?.tag ?? "").isEmpty
      ? "There is no run in this folder yet." : "No run has these words."
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
    let table = Section.table(columns, texts: [1, 8, 9], rows, id: "runs-\(number)")
    return Section.html(
      group.name, trends(group.entries.map(\.summary)) + (served == nil ? table : comparing(table)),
      id: "scenario-\(number)")
  }

  /// A table whose runs can be ticked and compared.
  private func comparing(_ table: HTML) -> HTML {
    """
    <form action="./compare" method="get">\(table)<p class="tools"><button>Compare</button><span>what is ticked <i>after</i> with what is ticked <i>before</i></span></p></form>
    """
  }

  private func ticks(_ entry: RunIndex.Entry) -> HTML {
    if served == nil { return .empty }
    let boxes = ["before", "after"].map { side -> HTML in
      "<label class=\"choose\"><input type=\"checkbox\" name=\"\(side)\" value=\"\(entry.folder)\">\(side)</label>"
    }
    return "<small>\(joining: boxes)</small>"
  }

  private func row(_ entry: RunIndex.Entry) -> HTML {
    let run = entry.summary
    let range = run.success.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? ""
    return """
      <tr><th scope="row">\(link(entry))<small>\(Figures.count(run.tasks)) tasks in \(Figures.clock(run.duration))</small>\(tags(run))\(ticks(entry))</th>\
      <td>\(verdict(run))</td>\(Section.number(run.success.map { Figures.percent($0.value) } ?? "n/a"))\
      \(Section.number(range))\(Section.number(Figures.digits(run.perSecond)))\(latency(run.median))\(latency(run.p95))\(latency(run.firstTextP95))\
      <td>\(Sparkline(run.finished).html)</td><td>\((run.worstFailure ?? "").cropped(48))</td></tr>

      """
  }

  /// The verdict, and why it is not a better one.
  private func verdict(_ run: RunSummary) -> HTML {
    let pill: HTML =
      "<span class=\"pill \(run.word == RunSummary.unjudged ? "" : run.word)\">\(run.word)</span>"
    return pill + (run.reason.map { "<small class=\"why\">\($0.cropped(120))</small>" as HTML } ?? .empty)
  }

  /// Its tags; where a server can be asked, each leads to all runs that have it.
  private func tags(_ run: RunSummary) -> HTML {
    let tags = RunTags.shown(run.tags).map { tag -> HTML in
      served == nil
        ? "<span class=\"tag\">\(tag)</span>"
        : "<a class=\"tag\" href=\"./?tag=\(AddressText.encoded(tag))\">\(tag)</a>"
    }
    return tags.isEmpty ? .empty : "<small>\(joining: tags)</small>"
  }

  private func link(_ entry: RunIndex.Entry) -> HTML {
    let name = entry.summary.startedAt.replacing("T", with: " ").replacing("Z", with: "")
    let path = AddressText.encoded(entry.folder)
    if served != nil { return "<a href=\"./runs/\(path)/\">\(name)</a>" }
    return entry.hasPage ? "<a href=\"./\(path)/report.html\">\(name)</a>" : "\(name)"
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
